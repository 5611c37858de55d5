/// Descriptions that the tests of migrations go from and to.
enum MigrationCase {
  /// External members `e1…`, with addresses and nothing else.
  static func members(_ numbers: [Int]) -> String {
    let list = numbers.map {
      "{name: e\($0), clientURL: \"https://10.7.0.\($0):2379\", "
        + "peerURL: \"https://10.7.0.\($0):2380\"}"
    }
    return Specs.spec(
      named: "lab", "etcd: {topology: external, members: [\(list.joined(separator: ", "))]}")
  }

  /// Stacked nodes `m1…` in these zones.
  static func stacked(_ zones: [(Int, String)], version: String = "v1.33.2") -> String {
    let list = zones.map { "{name: m\($0), address: 10.8.0.\($0), domains: {zone: \($1)}}" }
    return Specs.spec(
      named: "prod", "kubernetesVersion: \(version)",
      "controlPlane: {nodes: [\(list.joined(separator: ", "))]}", "etcd: stacked")
  }

  /// Control-plane nodes by number with external members by zone, and a balancer.
  static func external(_ masters: Int, _ zones: String) -> String {
    Specs.spec(
      named: "prod", "controlPlane: {count: \(masters), etcdEndpoints: all}",
      "etcd: {topology: external, zones: \(zones)}",
      "loadBalancers: [{name: lb-1, kind: haproxy, address: 10.9.0.1}]")
  }

  /// What `etcdctl member list -w json` prints: `3` a voter, `~3` a learner, `?3` a learner that never
  /// started.
  static func list(_ words: String) -> String {
    let members = words.split(separator: " ").map { word in
      let number = word.drop { $0 == "~" || $0 == "?" }
      let isStarted = !word.hasPrefix("?")
      let known =
        isStarted
        ? "\"name\":\"e\(number)\",\"clientURLs\":[\"https://10.7.0.\(number):2379\"]," : ""
      let learner = word == number ? "" : ",\"isLearner\":true"
      return
        "{\"ID\":\(number)001,\(known)\"peerURLs\":[\"https://10.7.0.\(number):2380\"]\(learner)}"
    }
    return "{\"header\":{\"cluster_id\":1},\"members\":[\(members.joined(separator: ","))]}\n"
  }

  /// What `etcdctl endpoint status --cluster -w json` prints of the members that answer.
  static func statuses(_ numbers: [Int]) -> String {
    let answers = numbers.map {
      "{\"Endpoint\":\"https://10.7.0.\($0):2379\",\"Status\":{\"header\":{\"member_id\":\($0)001},"
        + "\"version\":\"3.5.12\",\"leader\":1001,\"raftTerm\":2}}"
    }
    return "[\(answers.joined(separator: ","))]\n"
  }
}
