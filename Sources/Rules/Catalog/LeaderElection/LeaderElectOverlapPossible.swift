import ClusterModel
import Syntax

struct LeaderElectOverlapPossible: Rule {
  private static let below = Grade(
    "margin below zero", lab: .note, standard: .warning, prod: .warning)
  private static let atZero = Grade(
    "margin of zero", lab: nil, standard: .note, prod: .warning)

  static let about = RuleAbout(
    name: "leader-elect-overlap-possible", category: .leaderElection, grades: [below, atZero],
    summary: "By its own timings a leader may still act when a standby may take over.",
    rationale: """
      A leader notices that it lost its lease up to a renew deadline and a retry period after its \
      last renewal; a standby takes over a stored lease, whole seconds, after it. Where the first \
      is not shorter than the second, two controllers may act for a moment. client-go does not \
      fence: nothing else stops the old leader's writes.
      """,
    remedy: """
      Keep the lease, in whole seconds, greater than renew deadline and retry period together: \
      15s, 10s and 2s leave 3s. A component that releases its lease when it loses it may use up to \
      one renew deadline more.
      """,
    sources: [
      "client-go tools/leaderelection/leaderelection.go renew, tryAcquireOrRenew",
      "client-go tools/leaderelection package comment: no fencing",
    ],
    examples: [
      .bad(
        ExampleText.controllerManager(
          "leader-elect-lease-duration: ⟦12s⟧", "leader-elect-renew-deadline: 11s"),
        fixed: ExampleText.controllerManager(
          "leader-elect-lease-duration: 17s", "leader-elect-renew-deadline: 11s")),
      .bad(
        ExampleText.controllerManager(
          "leader-elect-lease-duration: ⟦15s⟧", "leader-elect-renew-deadline: 12s",
          "leader-elect-retry-period: 3s")),
      .good(ExampleText.controllerManager("leader-elect-lease-duration: 13s")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.judgedElectors.compactMap(violation)
  }

  private func violation(of elector: JudgedElector) -> Violation? {
    guard let timings = elector.election.timings,
      min(timings.lease, timings.renewDeadline, timings.retryPeriod) > 0,
      // No leader is elected by a lease that is stored as nothing.
      timings.storedLease > 0,
      timings.overlapMargin <= 0, let span = elector.place(LeaderElection.Timing.allCases)
    else { return nil }
    let overlap = GoDuration.format(Int64(0).saturatingSubtract(timings.overlapMargin))
    let title = elector.title(LeaderElection.Timing.allCases)
    let effect =
      timings.overlapMargin == 0
      ? "the old leader may act until the moment in which a standby may start"
      : "by its own timings the old leader may still act \(overlap) after a standby may start"
    var violation = Violation("\(title): \(effect)", at: span)
    violation.grade = timings.overlapMargin < 0 ? Self.below : Self.atZero
    violation.notes = [
      "margin: \(GoDuration.format(timings.storedLease)) stored lease − "
        + "\(elector.describe(.renewDeadline)) − \(elector.describe(.retryPeriod)) = "
        + GoDuration.format(timings.overlapMargin)
    ]
    violation.related = elector.related(LeaderElection.Timing.allCases, besides: span)
    violation.subject = elector.subject
    if let lease = LeaseRepair.lease(
      renewDeadline: timings.renewDeadline, retryPeriod: timings.retryPeriod),
      let change = elector.change(.lease, to: lease)
    {
      let title = "raise the lease to \(GoDuration.format(lease))"
      violation.help = title
      violation.fixes = [Fix(title, safety: .unsafe, [change])]
    }
    return violation
  }
}
