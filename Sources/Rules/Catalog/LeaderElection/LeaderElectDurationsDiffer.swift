import ClusterModel
import Syntax

struct LeaderElectDurationsDiffer: Rule {
  static let about = RuleAbout(
    name: "leader-elect-durations-differ", category: .leaderElection, grades: [.warning],
    summary: "Replicas of one component state different leases.",
    rationale: """
      Up to Kubernetes 1.26 a standby waits for its own lease, not the leader's: one with a \
      shorter lease may take over from a leader that is alive. From 1.27 on it waits for what the \
      leader stored, so the time of a takeover depends on who happened to lead.
      """,
    remedy: "Give all replicas of a component the same lease, renew deadline and retry period.",
    sources: ["client-go tools/leaderelection/leaderelection.go v0.26.0 and v0.27.0"],
    examples: [
      .bad(
        nodes(
          "{name: master-1}",
          "{name: master-2, scheduler: {flags: {leader-elect-lease-duration: ⟦30s⟧}}}"),
        fixed: nil),
      .bad(
        nodes(
          "{name: master-1, scheduler: {flags: {leader-elect-lease-duration: 60s}}}",
          "{name: master-2, scheduler: {flags: {leader-elect-lease-duration: ⟦30s⟧}}}"),
        fixed: nodes(
          "{name: master-1, scheduler: {flags: {leader-elect-lease-duration: 60s}}}",
          "{name: master-2, scheduler: {flags: {leader-elect-lease-duration: 60s}}}")),
      .good(
        nodes(
          "{name: master-1, scheduler: {flags: {leader-elect-lease-duration: 30s}}}",
          "{name: master-2, scheduler: {flags: {leader-elect-lease-duration: 30000ms}}}")),
    ])

  private static func nodes(_ nodes: String...) -> String {
    """
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata: {name: prod}
    spec:
      controlPlane:
        nodes:
    \(nodes.map { "      - \($0)" }.joined(separator: "\n"))
      etcd: stacked

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    [view.cluster.controllerManagers, view.cluster.schedulers].compactMap { electors in
      let isStated = electors.contains {
        $0.invocation.flag(LeaderElection.Timing.lease.flag) != nil
      }
      return isStated && electors.count > 1 ? violation(of: electors, view) : nil
    }
  }

  /// A replica whose lease is known.
  private struct Replica {
    let name: String
    let invocation: Invocation
    let lease: Int64
    let span: Span?

    init?(_ elector: Elector, _ view: ClusterView) {
      let election = view.elections.election(of: elector.invocation)
      guard election.elect.value == true, let lease = election.lease.value, lease > 0 else {
        return nil
      }
      name = elector.name
      invocation = elector.invocation
      self.lease = lease
      span = election.lease.span
    }

    var text: String { GoDuration.format(lease) }
  }

  private func violation(of electors: [Elector], _ view: ClusterView) -> Violation? {
    let replicas = electors.compactMap { Replica($0, view) }
    guard let usual = usual(replicas), let component = electors.first?.invocation.component else {
      return nil
    }
    let others = replicas.filter { $0.lease != usual.lease }
    guard let other = others.first(where: { $0.span != nil }) ?? others.first,
      let span = other.span ?? replicas.lazy.compactMap(\.span).first
    else { return nil }
    var violation = Violation(
      "\(component.program): lease \(other.text) on \(other.name), \(usual.text) on "
        + "\(usual.name): when a standby takes over depends on who led",
      at: span)
    var seen: Set<Span> = [span]
    for replica in replicas {
      if let place = replica.span, seen.insert(place).inserted {
        violation.related.append(
          Violation.Related("lease \(replica.text) on \(replica.name)", at: place))
      }
    }
    violation.subject = component.program
    violation.help = "give all replicas the same lease"
    violation.fixes = fix(replicas).map { [$0] } ?? []
    return violation
  }

  /// The first replica with the lease that most have.
  private func usual(_ replicas: [Replica]) -> Replica? {
    func count(_ replica: Replica) -> Int { replicas.count { $0.lease == replica.lease } }
    return replicas.max { count($0) < count($1) }.flatMap { most in
      replicas.first { count($0) == count(most) }
    }
  }

  /// The longest lease for all, as it is written: it keeps what client-go accepts. Only where all
  /// that differ state one, each in a place of its own.
  private func fix(_ replicas: [Replica]) -> Fix? {
    let flag = LeaderElection.Timing.lease.flag
    guard let longest = replicas.max(by: { $0.lease < $1.lease }) else { return nil }
    let text = longest.invocation.flag(flag)?.flag.text ?? longest.text
    var changes: [Change] = []
    for replica in replicas where replica.lease != longest.lease {
      guard let (_, set) = replica.invocation.flag(flag) else { return nil }
      let change = Change.setFlag(flagSet: set, name: flag, value: text)
      if !changes.contains(change) { changes.append(change) }
    }
    return Fix("set all leases to \(text)", safety: .unsafe, changes)
  }
}
