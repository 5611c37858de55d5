internal import ClusterModel

/// Whether a placement survives failures, by counting. Every failure takes one voter, one API
/// server or one balancer at most, domains apart; so the worst is to take the fullest zones and then
/// one kind of thing, and counting is exact.
struct SurvivalTest {
  let level: String
  let endpoints: EndpointPolicy

  init(_ request: PlanRequest) {
    level = request.level
    endpoints = request.endpoints
  }

  /// Failures of one entry, by class.
  private struct Failures {
    var zones = 0
    var nodes = 0
    var members = 0
    var servers = 0
    var schedulers = 0
    var managers = 0
    var balancers = 0
    /// Nodes, or balancers' machines.
    var machines = 0
  }

  /// What stops when it is lost.
  enum Need: CaseIterable { case quorum, servers, balancers, schedulers, managers }

  /// What a service needs.
  static func needs(of service: String) -> Set<Need> {
    switch service {
    case "etcd-quorum": [.quorum]
    case "api-write", "node-heartbeats": [.quorum, .servers, .balancers]
    case "scheduling": [.quorum, .schedulers]
    case "reconciliation": [.quorum, .managers]
    default: Set(Need.allCases)
    }
  }

  /// Whether a service goes on through every combination of the entry's failures, as far as these
  /// needs are concerned.
  func survives(
    _ entry: Requirements.Survive, _ zones: [ZoneLoad], needs: Set<Need> = Set(Need.allCases)
  ) -> Bool {
    let failures = count(entry.failures)
    let wanted = Self.needs(of: entry.service).intersection(needs)
    return wanted.allSatisfy { holds($0, failures, zones) }
  }

  private func count(_ list: [Requirements.Failures]) -> Failures {
    var failures = Failures()
    for failure in list {
      switch FailureClass(rawValue: failure.className) {
      case .node: failures.nodes += failure.count
      case .etcdMember: failures.members += failure.count
      case .apiServer: failures.servers += failure.count
      case .scheduler: failures.schedulers += failure.count
      case .controllerManager: failures.managers += failure.count
      case .loadBalancer: failures.balancers += failure.count
      case .machine: failures.machines += failure.count
      case nil: failures.zones += failure.count
      }
    }
    return failures
  }

  private func holds(_ need: Need, _ failures: Failures, _ zones: [ZoneLoad]) -> Bool {
    let machines = failures.nodes + failures.machines
    switch need {
    case .quorum:
      let total = zones.reduce(0) { $0 + $1.members }
      let left = remaining(zones.map(\.members), failures.zones) - machines - failures.members
      return total > 0 && left >= total / 2 + 1
    case .balancers:
      let total = zones.reduce(0) { $0 + $1.balancers }
      // Without any, clients find the API servers by themselves.
      guard total > 0 else { return failures.balancers == 0 }
      let left = remaining(zones.map(\.balancers), failures.zones)
      return left > failures.balancers + failures.machines
    case .servers: return paths(failures, zones) > machines + failures.servers
    case .schedulers:
      return paths(failures, zones) > machines + failures.servers + failures.schedulers
    case .managers:
      return paths(failures, zones) > machines + failures.servers + failures.managers
    }
  }

  /// What is left when the fullest zones have fallen.
  private func remaining(_ counts: [Int], _ fallen: Int) -> Int {
    counts.sorted().dropLast(min(fallen, counts.count)).reduce(0, +)
  }

  /// The fewest API servers left when zones have fallen and members have failed: one that lists its
  /// own member alone falls with it.
  private func paths(_ failures: Failures, _ zones: [ZoneLoad]) -> Int {
    let members = endpoints == .local ? failures.members : 0
    guard members > 0 else { return remaining(zones.map(\.controlPlane), failures.zones) }
    return Self.subsets(of: zones, without: min(failures.zones, zones.count)).map { left in
      let stacked = left.reduce(0) { $0 + $1.stacked }
      let bare = left.reduce(0) { $0 + $1.bare }
      return bare + max(0, stacked - members)
    }.min() ?? 0
  }

  private static func subsets(of zones: [ZoneLoad], without count: Int) -> [[ZoneLoad]] {
    guard count > 0 else { return [zones] }
    guard count < zones.count, let first = zones.first else { return [[]] }
    let rest = Array(zones.dropFirst())
    return subsets(of: rest, without: count - 1)
      + subsets(of: rest, without: count).map { [first] + $0 }
  }
}
