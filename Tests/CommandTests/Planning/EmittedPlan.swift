import Foundation

/// A plan written for some tools, by the built program, into a folder of its own.
final class EmittedPlan: Sendable, CustomStringConvertible {
  let title: String
  let tools: [String]
  /// The folder that was written.
  let folder: URL
  /// What the program said when it wrote.
  let result: Haplan.Result
  /// The plan's own spec.
  let spec: String

  /// Where all of them are, until the tests end.
  private static let top = Result { try Folder() }

  var description: String { "\(title) for \(tools.joined(separator: ","))" }

  /// Paths below the folder.
  var files: [String] {
    get throws {
      try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
        var isFolder: ObjCBool = false
        let path = folder.appendingPathComponent($0).path
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }.sorted()
    }
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  /// `nil` where the request cannot be kept.
  init?(_ title: String, words: [String], text: String, tools: [String]) throws {
    self.title = title
    self.tools = tools
    folder = try Self.top.get().file(UUID().uuidString)
    spec = try Haplan.run(["plan"] + words, text: text).stdout
    guard !spec.isEmpty else { return nil }
    result = try Haplan.run(
      ["plan"] + words + ["--emit", tools.joined(separator: ","), "--output-folder", folder.path],
      text: text)
  }
}

extension EmittedPlan {
  /// Every choice of tools that may stand together.
  static let choices: [[String]] = [
    ["systemd", "haproxy", "keepalived"], ["kubeadm", "nginx", "keepalived"],
    ["kubespray", "haproxy", "keepalived"], ["systemd", "nginx"], ["kubeadm", "haproxy"],
    ["kubespray", "nginx"], ["kubeadm"], ["systemd"], ["kubespray"], ["haproxy"], ["nginx"],
    ["keepalived"],
  ]

  /// Requests of every kind that people have.
  static let settled: [(title: String, words: [String])] = [
    ("one of all", ["--zones", "a", "--load-balancers", "1"]),
    ("three zones", ["--zones", "a,b,c", "--survive", "zone=1", "--load-balancers", "2"]),
    (
      "three zones, all listed",
      [
        "--zones", "a,b,c", "--survive", "zone=1", "--load-balancers", "3", "--etcd-endpoints",
        "all",
      ]
    ),
    ("no balancers", ["--zones", "a,b,c", "--survive", "1 zone"]),
    (
      "a tie-breaker",
      ["--zones", "a,b", "--witness", "w", "--survive", "zone=1", "--load-balancers", "2"]
    ),
    (
      "a tie-breaker, all listed",
      [
        "--zones", "a,b", "--witness", "w", "--survive", "zone=1", "--etcd-endpoints", "all",
        "--load-balancers", "2",
      ]
    ),
    (
      "external",
      [
        "--zones", "a,b,c,d,e", "--survive", "2 zones", "--topology", "external",
        "--load-balancers", "3",
      ]
    ),
    ("nine members", ["--zones", "a,b,c", "--survive", "1 zone + 1 node", "--members", "9"]),
    (
      "an availability",
      [
        "--zones", "a,b,c", "--survive", "1 zone", "--load-balancers", "2", "--availability",
        "99.9%", "--assume", "node=0.004", "--assume", "zone=0.0005", "--assume",
        "load-balancer=0.003",
      ]
    ),
    (
      "an older kubeadm",
      [
        "--zones", "x y,b", "--survive", "1 node", "--kubernetes-version", "v1.30.4",
        "--load-balancers", "1",
      ]
    ),
    (
      "names that are settled",
      [
        "--zones", "a,b,c", "--survive", "1 zone", "--load-balancers", "2", "--endpoint",
        "k8s.company.net:8443", "--virtual-address", "10.9.0.4",
      ]
    ),
  ]

  /// All plans that the tests look at: at least two of each settled request, the examples that have
  /// requirements, and random ones.
  static let all: Result<[EmittedPlan], any Error> = Result {
    atexit {
      if case .success(let folder) = EmittedPlan.top {
        try? FileManager.default.removeItem(at: folder.url)
      }
    }
    var plans: [EmittedPlan] = []
    func add(_ title: String, _ words: [String], _ text: String, balancers: Bool, _ turn: Int)
      throws
    {
      let able = choices.filter { choice in
        balancers || !choice.contains { ["haproxy", "nginx", "keepalived"].contains($0) }
      }
      let plan = try EmittedPlan(title, words: words, text: text, tools: able[turn % able.count])
      if let plan { plans.append(plan) }
    }
    for (number, request) in settled.enumerated() {
      let hasBalancers = request.words.contains("--load-balancers")
      for turn in 0..<3 {
        try add(request.title, request.words, "", balancers: hasBalancers, number + turn)
      }
    }
    for name in ["three-zones", "five-zones"] {
      for turn in 0..<3 {
        try add(
          name, ["examples/good/\(name)/cluster.yaml"], "", balancers: true, turn)
      }
    }
    var random = RandomRequests(state: 6)
    for number in 0..<40 {
      let request = random.next()
      try add(
        "random \(number)", ["-"], request.text, balancers: request.hasBalancers, number)
    }
    return plans
  }
}

/// Requests from a fixed seed: Steele, Lea and Flood 2014.
struct RandomRequests {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }

  mutating func next() -> (text: String, hasBalancers: Bool) {
    let count = 1 + below(5)
    let zones = (0..<count).map { index in
      let capacity = below(4) == 0 ? ", capacity: \(2 + below(3))" : ""
      let cost = below(4) == 0 ? ", costs: {node: \(1 + below(3)).5}" : ""
      let role = index > 0 && below(5) == 0 ? ", role: witness" : ""
      let machines =
        below(4) == 0 && role.isEmpty
        ? ", machines: [{name: cp-\(index), address: 10.0.\(index).10}]" : ""
      return "{name: zone-\(index)\(capacity)\(cost)\(role)\(machines)}"
    }
    let topology = ["stacked", "external", "any"][below(3)]
    let policy = ["local", "all"][below(2)]
    let balancers = below(3)
    var survive: [String] = []
    if count > 2, below(2) == 0 { survive.append("{zone: 1}") }
    if below(2) == 0 { survive.append("{node: \(1 + below(2))}") }
    if balancers > 1 { survive.append("{load-balancer: 1}") }
    let version = ["v1.29.3", "v1.33.1", "1.36"][below(3)]
    let text = """
      apiVersion: haplan.dev/v1alpha1
      kind: PlanRequest
      metadata: {name: random}
      spec:
        zones: [\(zones.joined(separator: ", "))]
        topology: \(topology)
        etcdEndpoints: \(policy)
        loadBalancers: {atLeast: \(balancers), atMost: \(balancers), perZone: 2}
        limits: {members: 7, nodes: 14}
        survive: [\(survive.joined(separator: ", "))]
        kubernetesVersion: \(version)

      """
    return (text, balancers > 0)
  }
}
