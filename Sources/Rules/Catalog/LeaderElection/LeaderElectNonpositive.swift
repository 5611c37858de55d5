import ClusterModel
import Syntax

struct LeaderElectNonpositive: Rule {
  static let about = RuleAbout(
    name: "leader-elect-nonpositive", category: .leaderElection, grades: [.refused],
    summary: "A duration of a leader election is zero or negative.",
    rationale: """
      client-go refuses a lease, renew deadline or retry period below one nanosecond: the \
      controller manager or scheduler ends at start-up, and nothing is scheduled or reconciled. \
      Zero does not mean the default.
      """,
    remedy: "Drop the flag, which gives the default, or state a duration: 15s, 10s, 2s.",
    sources: [
      "client-go tools/leaderelection/leaderelection.go NewLeaderElector",
      "component-base config/validation/validation.go ValidateLeaderElectionConfiguration",
    ],
    standsInFor: [
      "etcd-election-vs-leader-lease", "leader-elect-fractional-lease",
      "leader-elect-lease-not-greater-than-renew", "leader-elect-overlap-possible",
      "leader-elect-renew-not-greater-than-jittered-retry", "leader-elect-too-few-renew-attempts",
    ],
    examples: [
      .bad(
        ExampleText.controllerManager("leader-elect-retry-period: ⟦0s⟧"),
        fixed: ExampleText.controllerManager("leader-elect-retry-period: 2s")),
      .bad(
        ExampleText.controllerManager(
          "leader-elect-lease-duration: ⟦0s⟧", "leader-elect-renew-deadline: 40s"),
        fixed: ExampleText.controllerManager(
          "leader-elect-lease-duration: 1m", "leader-elect-renew-deadline: 40s")),
      .good(ExampleText.controllerManager("leader-elect-retry-period: 1s")),
      .good(ExampleText.controllerManager("leader-elect: false", "leader-elect-retry-period: 0s")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.judgedElectors.compactMap(violation)
  }

  private func violation(of elector: JudgedElector) -> Violation? {
    if let timings = elector.election.timings, !LeaseTimings.isTooShort(timings.lease),
      !LeaseTimings.isTooShort(timings.renewDeadline), !LeaseTimings.isTooShort(timings.retryPeriod)
    {
      return nil
    }
    let bad = LeaderElection.Timing.allCases.filter { timing in
      elector.election.duration(timing).value.map(LeaseTimings.isTooShort) ?? false
    }
    guard let span = elector.place(bad) else { return nil }
    let described = bad.map(elector.describe).joined(separator: ", ")
    var violation = Violation(
      "\(elector.title(bad)): \(described) is not positive, so it refuses to start", at: span)
    violation.label = "must be at least 1ns"
    violation.related = elector.related(bad, besides: span)
    violation.help = "state a positive duration, or drop the flag for the default"
    violation.fixes = fix(elector).map { [$0] } ?? []
    violation.subject = elector.subject
    return violation
  }

  private func fix(_ elector: JudgedElector) -> Fix? {
    guard let timings = elector.election.timings, let repaired = LeaseRepair.positive(timings)
    else { return nil }
    let values: [(LeaderElection.Timing, Int64, Int64)] = [
      (.lease, timings.lease, repaired.lease),
      (.renewDeadline, timings.renewDeadline, repaired.renewDeadline),
      (.retryPeriod, timings.retryPeriod, repaired.retryPeriod),
    ]
    let changed = values.filter { $0.1 != $0.2 }
    let words = changed.map { "the \($0.0.title) to \(GoDuration.format($0.2))" }
    return Fix(
      "set " + words.joined(separator: ", "), safety: .safe,
      changed.compactMap { elector.change($0.0, to: $0.2) })
  }
}
