import ClusterModel
import Syntax

struct EtcdElectionHeartbeatRatio: Rule {
  private static let refused = Grade(
    "fewer than 5", lab: .error, standard: .error, prod: .error)
  private static let few = Grade(
    "5 to 10", lab: .note, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "etcd-election-heartbeat-ratio", category: .etcdTiming, grades: [refused, few],
    summary: "Too few heartbeats fit into etcd's election timeout.",
    rationale: """
      Followers start an election when they have heard nothing for the election timeout. etcd \
      refuses to start with fewer than 5 heartbeats in it; with fewer than 10 a few late ones, \
      behind a slow disk or a busy network, depose a healthy leader, and all writes wait.
      """,
    remedy: "Set the election timeout to ten heartbeat intervals, as 100 and 1000 are.",
    sources: [
      "etcd server/embed/config.go Validate", "etcd.io docs, Tuning: Time parameters",
    ],
    examples: [
      .bad(
        ExampleText.etcd("heartbeat-interval: 250", "election-timeout: ⟦1000⟧"),
        fixed: ExampleText.etcd("heartbeat-interval: 250", "election-timeout: 2500")),
      .bad(
        ExampleText.etcd("heartbeat-interval: ⟦500⟧"),
        fixed: ExampleText.etcd("heartbeat-interval: 500", "election-timeout: 5000")),
      .bad(
        ExampleText.etcd("heartbeat-interval: 100", "election-timeout: ⟦500⟧"),
        fixed: ExampleText.etcd("heartbeat-interval: 100", "election-timeout: 1000")),
      .bad(
        ExampleText.pod(
          "etcd", "--name=m1", "--heartbeat-interval=250", "--election-timeout=⟦1000⟧"),
        file: "etcd.yaml",
        fixed: ExampleText.pod(
          "etcd", "--name=m1", "--heartbeat-interval=250", "--election-timeout=2500")),
      .good(ExampleText.etcd("heartbeat-interval: 250", "election-timeout: 2500")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.etcdProcesses.compactMap(violation)
  }

  private func violation(of process: EtcdProcess) -> Violation? {
    guard let heartbeat = process.timing.heartbeat.value,
      let election = process.timing.election.value,
      election < heartbeat.saturatingMultiply(EtcdTiming.advisedHeartbeats),
      let span = process.timing.election.span ?? process.timing.heartbeat.span
    else { return nil }
    let isRefused = election < heartbeat.saturatingMultiply(EtcdTiming.fewestHeartbeats)
    let effect =
      isRefused ? "etcd refuses to start below 5" : "a few late ones depose a healthy leader"
    var violation = Violation(
      "\(process.title): election timeout \(election) ms is less than "
        + "\(isRefused ? 5 : 10) heartbeats of \(heartbeat) ms: \(effect)",
      at: span)
    violation.grade = isRefused ? Self.refused : Self.few
    violation.related = process.related(besides: span)
    violation.subject = process.subject
    let repaired = min(
      heartbeat.saturatingMultiply(EtcdTiming.advisedHeartbeats), EtcdTiming.longestElection)
    let least = isRefused ? EtcdTiming.fewestHeartbeats : EtcdTiming.advisedHeartbeats
    guard repaired >= heartbeat.saturatingMultiply(least),
      let change = process.change(EtcdTiming.electionFlag, to: repaired)
    else {
      violation.help = "lower the heartbeat interval to a tenth of the election timeout"
      return violation
    }
    let title = "set the election timeout to \(repaired) ms"
    violation.help = title
    violation.fixes = [Fix(title, safety: isRefused ? .safe : .unsafe, [change])]
    return violation
  }
}
