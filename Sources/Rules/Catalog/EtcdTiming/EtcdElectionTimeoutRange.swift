import ClusterModel
import Syntax

struct EtcdElectionTimeoutRange: Rule {
  static let about = RuleAbout(
    name: "etcd-election-timeout-range", category: .etcdTiming, grades: [.refused],
    summary: "etcd's heartbeat interval or election timeout is outside of what etcd accepts.",
    rationale: """
      etcd refuses to start with a heartbeat interval or an election timeout of 0, or an election \
      timeout above 50000 ms. Both are milliseconds, also in the configuration file.
      """,
    remedy: """
      State milliseconds: 100 and 1000 in one region, more only where members are far apart.
      """,
    sources: ["etcd server/embed/config.go Validate, maxElectionMs"],
    standsInFor: ["etcd-election-heartbeat-ratio"],
    examples: [
      .bad(
        ExampleText.etcd("election-timeout: ⟦50001⟧"),
        fixed: ExampleText.etcd("election-timeout: 1000")),
      .bad(
        ExampleText.etcd("heartbeat-interval: ⟦0⟧", "election-timeout: 2000"),
        fixed: ExampleText.etcd("heartbeat-interval: 200", "election-timeout: 2000")),
      .good(ExampleText.etcd("heartbeat-interval: 5000", "election-timeout: 50000")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.etcdProcesses.compactMap(violation)
  }

  private func violation(of process: EtcdProcess) -> Violation? {
    let faults = [heartbeatFault(process), electionFault(process)].compactMap { $0 }
    guard let first = faults.first else { return nil }
    var violation = Violation(
      "\(process.title): \(faults.map(\.value).joined(separator: ", and ")): "
        + "etcd refuses to start",
      at: first.span)
    violation.related = process.related(besides: first.span)
    violation.subject = process.subject
    violation.help = "state milliseconds, ten heartbeats to an election timeout of at most 50000"
    violation.fixes = fix(process).map { [$0] } ?? []
    return violation
  }

  private func heartbeatFault(_ process: EtcdProcess) -> Located<String>? {
    guard case .stated(0, let span) = process.timing.heartbeat else { return nil }
    return Located("heartbeat interval 0", span)
  }

  private func electionFault(_ process: EtcdProcess) -> Located<String>? {
    guard case .stated(let election, let span) = process.timing.election else { return nil }
    if election == 0 { return Located("election timeout 0", span) }
    guard election > EtcdTiming.longestElection else { return nil }
    return Located("election timeout \(election) ms is above \(EtcdTiming.longestElection)", span)
  }

  /// Ten heartbeats to an election timeout, upstream's where neither can be kept.
  private func fix(_ process: EtcdProcess) -> Fix? {
    guard let heartbeat = process.timing.heartbeat.value,
      let election = process.timing.election.value
    else { return nil }
    let ratio = EtcdTiming.advisedHeartbeats
    let keepsElection = election >= ratio && election <= EtcdTiming.longestElection
    let newHeartbeat =
      heartbeat > 0
      ? heartbeat : keepsElection ? election / ratio : EtcdTiming.standardHeartbeat
    let newElection = keepsElection ? election : newHeartbeat.saturatingMultiply(ratio)
    guard newElection <= EtcdTiming.longestElection else { return nil }
    var changes: [Change] = []
    if newHeartbeat != heartbeat {
      changes += [process.change(EtcdTiming.heartbeatFlag, to: newHeartbeat)].compactMap { $0 }
    }
    if newElection != election {
      changes += [process.change(EtcdTiming.electionFlag, to: newElection)].compactMap { $0 }
    }
    return changes.isEmpty
      ? nil : Fix("set \(newHeartbeat) and \(newElection) ms", safety: .safe, changes)
  }
}
