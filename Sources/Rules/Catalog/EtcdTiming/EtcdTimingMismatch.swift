import ClusterModel
import Syntax

struct EtcdTimingMismatch: Rule {
  static let about = RuleAbout(
    name: "etcd-timing-mismatch", category: .etcdTiming, grades: [.warning],
    summary: "Members of one etcd cluster have different timings.",
    rationale: """
      A member with a shorter election timeout stands for election while the leader is alive, and \
      one with a longer heartbeat interval makes the others do so once it leads: the cluster \
      changes its leader again and again, and each time writes stop.
      """,
    remedy: "Give all members the same heartbeat interval and the same election timeout.",
    sources: ["etcd.io docs tuning: the values should be the same for all members"],
    examples: [
      .bad(
        ExampleText.etcdPods(
          ["--name=e1", "--election-timeout=5000", "--heartbeat-interval=500"],
          ["--name=e2", "--election-timeout=⟦1000⟧", "--heartbeat-interval=100"]),
        file: "etcd.yaml",
        fixed: ExampleText.etcdPods(
          ["--name=e1", "--election-timeout=5000", "--heartbeat-interval=500"],
          ["--name=e2", "--election-timeout=5000", "--heartbeat-interval=500"])),
      .bad(
        ExampleText.etcdPods(["--name=e1", "--heartbeat-interval=⟦200⟧"], ["--name=e2"]),
        file: "etcd.yaml"),
      .good(
        ExampleText.etcdPods(["--name=e1", "--heartbeat-interval=100"], ["--name=e2"]),
        file: "etcd.yaml"),
    ])

  /// A timing of one member, which is known.
  private struct Value {
    let process: EtcdProcess
    let milliseconds: Int64
    let span: Span?

    init?(_ process: EtcdProcess, _ fact: Fact<Int64>) {
      guard let value = fact.value else { return nil }
      self.process = process
      milliseconds = value
      span = fact.span
    }

    var name: String { process.invocation.machine ?? "the others" }
  }

  func violations(in view: ClusterView) -> [Violation] {
    let processes = view.etcdProcesses
    guard processes.count > 1 else { return [] }
    let heartbeats = processes.compactMap { Value($0, $0.timing.heartbeat) }
    let elections = processes.compactMap { Value($0, $0.timing.election) }
    let differing =
      [("election timeout", elections), ("heartbeat interval", heartbeats)].first { _, values in
        Set(values.map(\.milliseconds)).count > 1
      }
    guard let (title, values) = differing, let first = values.first,
      let other = values.last(where: { $0.milliseconds != first.milliseconds && $0.span != nil })
        ?? values.last(where: { $0.span != nil }), let span = other.span,
      let usual = values.first(where: { $0.milliseconds != other.milliseconds })
    else { return [] }
    var violation = Violation(
      "etcd: \(title) \(other.milliseconds) ms on \(other.name), \(usual.milliseconds) ms on "
        + "\(usual.name): leaders change without need", at: span)
    violation.related = values.compactMap { value in
      guard let place = value.span, place != span else { return nil }
      return .init("\(title) \(value.milliseconds) ms on \(value.name)", at: place)
    }
    violation.help = "give all members the same timings"
    violation.subject = "etcd"
    violation.fixes = fix(heartbeats, elections, processes).map { [$0] } ?? []
    return [violation]
  }

  /// The longest of each for all, where etcd accepts the two together and every timing that is
  /// shorter is written down.
  private func fix(
    _ heartbeats: [Value], _ elections: [Value], _ processes: [EtcdProcess]
  ) -> Fix? {
    guard heartbeats.count == processes.count, elections.count == processes.count,
      let heartbeat = heartbeats.map(\.milliseconds).max(),
      let election = elections.map(\.milliseconds).max(),
      election >= heartbeat.saturatingMultiply(EtcdTiming.fewestHeartbeats)
    else { return nil }
    var changes: [Change] = []
    let wanted = [
      (EtcdTiming.heartbeatFlag, heartbeat, heartbeats),
      (EtcdTiming.electionFlag, election, elections),
    ]
    for (flag, longest, values) in wanted {
      for value in values where value.milliseconds != longest {
        guard let change = value.process.change(flag, to: longest) else { return nil }
        if !changes.contains(change) { changes.append(change) }
      }
    }
    return Fix("set \(heartbeat) and \(election) ms on all members", safety: .unsafe, changes)
  }
}
