import ClusterModel
import Syntax

struct EtcdElectionVsLeaderLease: Rule {
  private static let certain = Grade(
    "deadline within one election timeout", lab: nil, standard: .warning, prod: .warning)
  private static let possible = Grade(
    "deadline within two election timeouts", lab: nil, standard: .note, prod: .note)

  static let about = RuleAbout(
    name: "etcd-election-vs-leader-lease", category: .etcdTiming, grades: [certain, possible],
    summary: "An etcd election may last as long as a controller has to renew its lease.",
    rationale: """
      While etcd elects, nothing can be written, so no lease can be renewed. Followers wait one to \
      two election timeouts before they stand. A renew deadline within that time turns the loss of \
      one etcd leader into restarts of controller managers and schedulers, all over the cluster.
      """,
    remedy: """
      Keep the renew deadline above two election timeouts, with a second to spare: lower the \
      election timeout to ten heartbeats, or lengthen lease, renew deadline and retry period.
      """,
    sources: [
      "etcd raft: randomised election timeout in [T, 2T)",
      "client-go tools/leaderelection/leaderelection.go renew",
      "kube-vip/kube-vip#282, #1377",
    ],
    examples: [
      .bad(
        ExampleText.etcd("heartbeat-interval: 250", "election-timeout: ⟦5000⟧"),
        fixed: ExampleText.etcd("heartbeat-interval: 250", "election-timeout: 2500")),
      .bad(
        """
        apiVersion: haplan.dev/v1alpha1
        kind: Cluster
        metadata: {name: prod}
        spec:
          controlPlane:
            count: 3
            controllerManager:
              flags:
                leader-elect-lease-duration: 5s
                leader-elect-renew-deadline: ⟦3s⟧
                leader-elect-retry-period: 500ms
          etcd:
            topology: stacked
            flags: {heartbeat-interval: 300, election-timeout: 3000}

        """),
      .good(ExampleText.etcd("heartbeat-interval: 250", "election-timeout: 2500")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    guard let elections = Elections(view.etcdProcesses) else { return [] }
    let limit = elections.longest.saturatingMultiply(2)
    func closeDeadline(_ elector: JudgedElector) -> Int64? {
      elector.election.renewDeadline.value.flatMap { $0 > 0 && $0 <= limit ? $0 : nil }
    }
    guard view.judgedElectors.contains(where: { closeDeadline($0) != nil }) else { return [] }
    let close = view.judgedElectors.compactMap { elector in
      closeDeadline(elector).map { (elector, $0) }
    }
    let stated = close.compactMap { elector, deadline in
      elector.election.renewDeadline.span.map {
        violation(elector.title([.renewDeadline]), elector, deadline, $0, elections)
      }
    }
    // The default of all the others, against one stated election timeout: told once.
    let silent = close.filter { !$0.0.election.renewDeadline.isStated }
    guard let (first, deadline) = silent.first, let span = elections.span else { return stated }
    let programs = Set(silent.map(\.0.invocation.component)).sorted().map(\.program)
    let title = programs.joined(separator: " and ")
    return stated + [violation(title, first, deadline, span, elections)]
  }

  private func violation(
    _ title: String, _ elector: JudgedElector, _ deadline: Int64, _ span: Span,
    _ elections: Elections
  ) -> Violation {
    let isCertain = deadline <= elections.shortest
    let effect =
      isCertain
      ? "the loss of an etcd leader restarts it"
      : "the loss of an etcd leader may restart it"
    let longest = GoDuration.format(elections.longest)
    var violation = Violation(
      "\(title): \(elector.describe(.renewDeadline)) is within "
        + "\(isCertain ? "one etcd election timeout" : "two etcd election timeouts") of "
        + "\(isCertain ? GoDuration.format(elections.shortest) : longest): \(effect)",
      at: span)
    violation.grade = isCertain ? Self.certain : Self.possible
    violation.notes = ["followers stand for election \(longest) to twice that after the loss"]
    if let place = elections.span, place != span {
      violation.related = [.init("election timeout \(longest)", at: place)]
    }
    violation.subject = elector.subject
    violation.help = "keep the renew deadline above two election timeouts"
    violation.fixes = [
      elections.fix(renewDeadline: deadline), Self.longerLease(elector, elections),
    ].compactMap { $0 }
    return violation
  }

  /// Durations that large fleets use, where they are long enough.
  private static func longerLease(_ elector: JudgedElector, _ elections: Elections) -> Fix? {
    let second = LeaseTimings.second
    guard elections.longest.saturatingMultiply(2) < 40 * second else { return nil }
    let changes = [
      elector.change(.lease, to: 60 * second), elector.change(.renewDeadline, to: 40 * second),
      elector.change(.retryPeriod, to: 5 * second),
    ].compactMap { $0 }
    guard changes.count == 3 else { return nil }
    return Fix(
      "lengthen lease, renew deadline and retry period to 60s, 40s and 5s", safety: .unsafe,
      changes)
  }
}

/// The election timeouts of the main etcd cluster, in nanoseconds.
private struct Elections {
  let longest: Int64
  /// What certainly passes before anybody stands: the shortest, `0` where one is not known.
  let shortest: Int64
  /// Where the longest is stated.
  let span: Span?
  private let processes: [EtcdProcess]

  init?(_ processes: [EtcdProcess]) {
    func nanoseconds(_ process: EtcdProcess) -> Int64? {
      // What etcd refuses is the business of another rule.
      guard let election = process.timing.election.value,
        (1...EtcdTiming.longestElection).contains(election)
      else { return nil }
      return election * 1_000_000
    }
    let known = processes.compactMap(nanoseconds)
    guard let longest = known.max(), let shortest = known.min() else { return nil }
    self.longest = longest
    self.shortest = known.count == processes.count ? shortest : 0
    span =
      processes.first { nanoseconds($0) == longest && $0.timing.election.isStated }?
      .timing.election.span
    self.processes = processes
  }

  /// Ten heartbeats wherever an election timeout is longer, if that is short enough.
  func fix(renewDeadline: Int64) -> Fix? {
    var changes: [Change] = []
    var values: Set<Int64> = []
    for process in processes {
      guard let election = process.timing.election.value,
        let heartbeat = process.timing.heartbeat.value
      else { return nil }
      let lowered = heartbeat.saturatingMultiply(EtcdTiming.advisedHeartbeats)
      let least = min(lowered, election)
      guard least.saturatingMultiply(2_000_000) < renewDeadline else { return nil }
      guard lowered > 0, lowered < election else { continue }
      guard let change = process.change(EtcdTiming.electionFlag, to: lowered) else { return nil }
      if !changes.contains(change) { changes.append(change) }
      values.insert(lowered)
    }
    guard let value = values.max() else { return nil }
    return Fix("lower the election timeout to \(value) ms", safety: .unsafe, changes)
  }
}
