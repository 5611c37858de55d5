import ClusterModel
import Syntax

struct EtcdServersUnknownEndpoint: Rule {
  private static let some = Grade.warning
  private static let all = Grade(
    "no endpoint is a member", lab: .note, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "etcd-servers-unknown-endpoint", category: .etcdEndpoints, grades: [some, all],
    summary: "An API server lists an endpoint that is no member of etcd.",
    rationale: """
      The endpoint of a member that is gone costs time with every new connection, and its address \
      may later belong to another machine.
      """,
    remedy: "Take the endpoint out, or put the member's in that replaced it.",
    sources: ["etcd documentation, op-guide/runtime-configuration: replace a failed machine"],
    examples: [
      .bad(
        ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379,"
            + "⟦https://10.0.0.99:2379⟧"),
        fixed: ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
      .good(
        ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard case .stated(let members) = cluster.etcd.membership, cluster.membersHaveAddresses else {
      return []
    }
    var spans: Set<Span> = []
    return view.serversWithStatedLists.flatMap { server in
      server.servers.endpoints.compactMap { endpoint -> Violation? in
        guard isUnknown(endpoint, cluster), spans.insert(endpoint.text.span).inserted else {
          return nil
        }
        return violation(endpoint, server, members, view)
      }
    }
  }

  private func isUnknown(_ endpoint: EtcdEndpoint, _ cluster: Cluster) -> Bool {
    guard endpoint.member == nil, let url = EndpointURL.parse(endpoint.text.value),
      !EtcdServersPeerPort.isPeerPort(url, cluster), !url.isLoopback
    else { return false }
    let doors = cluster.balancers.flatMap { [$0.vip, $0.address] }.compactMap { $0?.value }
    return !doors.contains(url.host)
  }

  private func violation(
    _ endpoint: EtcdEndpoint, _ server: APIServer, _ members: Span, _ view: ClusterView
  ) -> Violation {
    let isAlone = server.servers.members.isEmpty
    var violation = Violation(
      "\(view.title(of: server)): \(endpoint.text.value) is no member of etcd"
        + (isAlone ? ", and no other endpoint is: it reaches none" : ""), at: endpoint.text.span)
    violation.related = [.init("the members", at: members)]
    violation.help = "take it out, or put in the member that replaced it"
    violation.grade = isAlone ? Self.all : Self.some
    if !isAlone, case .flag(let set) = server.servers.source {
      let rest = server.servers.endpoints.map(\.text.value).filter { $0 != endpoint.text.value }
      violation.fixes = [
        Fix(
          "take \(endpoint.text.value) out",
          safety: view.isKeptByKubeadm(server) ? .suggestion : .unsafe,
          [.setFlag(flagSet: set, name: "etcd-servers", value: rest.joined(separator: ","))])
      ]
    }
    return violation
  }
}
