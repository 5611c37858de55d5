internal import ClusterModel
internal import FaultTolerance
internal import Syntax

/// The sentences around the tables.
enum ReviewFacts {
  /// What there is: etcd, the API servers, the front door.
  static func lines(_ cluster: Cluster, _ assessment: Assessment) -> [String] {
    var lines = ([cluster.etcd] + cluster.overrides).map { etcd(cluster, $0) }
    if let store = cluster.otherDatastore { lines = ["Datastore: \(store.value), not etcd."] }
    lines.append(apiServers(cluster))
    lines += frontDoor(cluster)
    if let version = cluster.kubernetesVersion { lines.append("Kubernetes \(version.value).") }
    if assessment.status(of: .apiWrite) == .works,
      let share = assessment.unavailability(of: .apiWrite)
    {
      lines.append(
        "API writes down about \(SignificantDigits.two(share * Requirements.minutesPerYear)) minutes a year "
          + "(your assumptions, independent failures).")
    }
    return lines
  }

  /// Where one domain is not survived, what stands in it; where it is, what it leaves to lose.
  static func detail(_ cluster: Cluster, _ assessment: Assessment) -> String? {
    let level = cluster.levels.contains("zone") ? "zone" : cluster.levels.first
    guard let level, assessment.status(of: .controlPlane) == .works else { return nil }
    let names = assessment.elements(of: level)
    guard (2...FailureMatrix.mostDomains).contains(names.count) else { return nil }
    let labels = names.map { "\(level):\($0)" }
    let fatal = labels.filter { assessment.afterFailing([$0])[.controlPlane] == .down }
    if let first = fatal.first {
      let why = assessment.outcomes(afterFailing: [first]).first { $0.status == .down }?.why ?? ""
      return "Without \(Wording.spoken(first)): \(why)."
    }
    // Where no machine may fail anyway, this says nothing more.
    let machines = assessment.tolerance(of: .controlPlane, against: "machine")?.figures
    guard (machines?.guaranteed ?? 1) > 0 else { return nil }
    let bare = labels.filter {
      assessment.left(of: .controlPlane, against: "node", afterFailing: [$0]) == 0
    }
    guard !bare.isEmpty else { return nil }
    let which =
      bare.count == names.count && bare.count > 1
      ? "any \(level)"
      : "\(level) " + Wording.listed(bare.map { String($0.dropFirst(level.count + 1)) }, "or")
    return "After the loss of \(which) no further machine may fail."
  }

  /// Levels of failure domains of which nothing is said at all.
  static func furtherUnknowns(_ cluster: Cluster, _ assessment: Assessment) -> [String] {
    guard !isPartial(cluster, assessment), cluster.nodes.count > 1 else { return [] }
    guard let level = cluster.levels.last else {
      return ["which machines share a zone, a rack or a hypervisor: no failure domains are named"]
    }
    guard cluster.levels == ["zone"] || cluster.levels == ["region", "zone"] else { return [] }
    return ["which machines of one \(level) share a rack or a hypervisor"]
  }

  /// Whether the description is of single machines, so that nothing can be counted.
  static func isPartial(_ cluster: Cluster, _ assessment: Assessment) -> Bool {
    guard !cluster.isControlPlaneComplete, case .unknown = assessment.status(of: .controlPlane)
    else { return false }
    return true
  }

  private static func etcd(_ cluster: Cluster, _ etcd: EtcdCluster) -> String {
    let topology =
      etcd.name == nil
      ? EtcdFacts(cluster).topology : etcd.topology?.value.rawValue ?? "unknown"
    let kind = topology == "unknown" ? "" : " (\(topology))"
    if case .atLeast(let count) = etcd.membership {
      return "\(etcd.title): members not stated, at least \(count)\(kind)."
    }
    let voters = etcd.voters.count
    let quorum = voters / 2 + 1
    let learners = etcd.members.count - voters
    let more = learners > 0 ? ", \(Wording.counted(learners, "learner"))" : ""
    return "\(etcd.title): \(Wording.counted(voters, "voter"))\(more)\(kind), quorum \(quorum), "
      + "tolerates \(etcd.tolerance)."
  }

  private static func apiServers(_ cluster: Cluster) -> String {
    let count = cluster.apiServers.count
    guard cluster.isControlPlaneComplete else {
      return "API servers: number not stated, at least \(max(1, count))."
    }
    return "API servers: \(count)\(endpoints(cluster))."
  }

  private static func endpoints(_ cluster: Cluster) -> String {
    let total = cluster.etcd.members.count
    let lists = cluster.apiServers.map { $0.servers.members.count }
    let isKnown = cluster.apiServers.allSatisfy { server in
      if case .unknown = server.servers.source { false } else { true }
    }
    guard cluster.etcd.isComplete, isKnown, let listed = lists.min(), let most = lists.max() else {
      return ""
    }
    guard listed == most else { return ", which list \(listed) to \(most) of \(total) members" }
    let isLocal = cluster.apiServers.allSatisfy { server in
      server.servers.members.allSatisfy { cluster.etcd.members[$0].node == server.node }
    }
    if listed == 1, isLocal { return ", each uses its own etcd member" }
    if listed == total {
      let all = total == 1 ? "the one member" : total == 2 ? "both members" : "all \(total) members"
      return ", each lists \(all)"
    }
    return ", each lists \(listed) of \(total) members"
  }

  /// What clients go through, then what workers have for themselves.
  private static func frontDoor(_ cluster: Cluster) -> [String] {
    func line(_ title: String, _ balancers: [LoadBalancer]) -> [String] {
      let names = balancers.map { $0.name + kind(of: $0) }
      return names.isEmpty ? [] : ["\(title): \(names.joined(separator: ", "))."]
    }
    if let node = cluster.endpointNode {
      let passed = cluster.balancers.isEmpty ? "" : ", past every balancer"
      return [
        "Front door: \(cluster.nodes[node].name) alone, whose address the endpoint is\(passed)."
      ]
    }
    let workers = cluster.balancers.filter { $0.kind == .nodeLocal }
    let shared = cluster.balancers.filter { $0.kind != .nodeLocal }
    guard !shared.isEmpty else { return line("Front door", workers) }
    return line("Front door", shared) + line("Workers' own way", workers)
  }

  private static func kind(of balancer: LoadBalancer) -> String {
    let isSure = !balancer.kind.isSelfRun && balancer.domains.isEmpty
    switch balancer.kind {
    case .other: return ""
    case .cloud where isSure, .dns where isSure:
      return " (\(balancer.kind.rawValue), taken to be up)"
    default: return " (\(balancer.kind.rawValue))"
    }
  }

  // MARK: Footnotes

  /// What happens to pods and to members that are counted, where the API is down.
  static let outage =
    "Pods keep running, but nodes show NotReady, Services lose their endpoints and nothing is "
    + "rescheduled. Quorum is counted over configured members: dead ones still count."

  /// What a single domain's row takes for granted.
  static let unplaced =
    "Unless something without a name at this level (see Not known) stands there too."

  /// How long a new leader takes, of controllers and of etcd; `nil` where it is not known.
  static func takeover(_ assessment: Assessment) -> String? {
    guard let leases = leaseTakeover(assessment) else { return nil }
    let election = assessment.timing(.etcdElection)
    guard let from = election.earliestSeconds, let to = election.latestSeconds else {
      return leases
    }
    return leases + " The loss of etcd's leader adds \(decimal(from))–\(decimal(to)) s of failed "
      + "writes."
  }

  /// With at most one digit behind the point.
  private static func decimal(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private static func leaseTakeover(_ assessment: Assessment) -> String? {
    let managers = assessment.takeover(of: .controllerManager)
    let schedulers = assessment.takeover(of: .scheduler)
    let range = { (takeover: Takeover) -> String? in
      guard let from = takeover.earliestSeconds, let to = takeover.latestSeconds else { return nil }
      return "\(Int(from.rounded(.down)))–\(Int(to.rounded(.up))) s"
    }
    switch (range(managers), range(schedulers)) {
    case (let manager?, let scheduler?) where manager == scheduler:
      return
        "A new controller or scheduler leader takes over after \(manager); cache sync comes on "
        + "top."
    case (let manager?, let scheduler?):
      return "A new controller manager leads after \(manager), a new scheduler after \(scheduler)."
    case (let manager?, nil): return "A new controller manager leads after \(manager)."
    case (nil, let scheduler?): return "A new scheduler leads after \(scheduler)."
    case (nil, nil): return nil
    }
  }
}
