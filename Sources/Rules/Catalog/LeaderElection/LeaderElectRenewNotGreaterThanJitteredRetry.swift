import ClusterModel
import Syntax

struct LeaderElectRenewNotGreaterThanJitteredRetry: Rule {
  static let about = RuleAbout(
    name: "leader-elect-renew-not-greater-than-jittered-retry", category: .leaderElection,
    grades: [.refused],
    summary: "A leader's renew deadline is not longer than its retry period with jitter.",
    rationale: """
      Tries to renew are up to 1.2 retry periods apart. With a deadline no longer than that, a \
      single slow answer would lose the lease, so client-go refuses the pair. The check of the \
      flags does not look at it: the controller manager or scheduler seems to start, then ends as \
      its election begins.
      """,
    remedy: "Let five retry periods fit into the renew deadline, as 2s and 10s do.",
    sources: ["client-go tools/leaderelection/leaderelection.go NewLeaderElector, JitterFactor"],
    standsInFor: ["leader-elect-too-few-renew-attempts", "leader-elect-overlap-possible"],
    examples: [
      .bad(
        ExampleText.scheduler(
          "leader-elect-renew-deadline: 12s", "leader-elect-retry-period: ⟦10s⟧"),
        fixed: ExampleText.scheduler(
          "leader-elect-renew-deadline: 12s", "leader-elect-retry-period: 2.4s")),
      .bad(
        ExampleText.scheduler("leader-elect-renew-deadline: ⟦2s⟧"),
        fixed: ExampleText.scheduler(
          "leader-elect-renew-deadline: 2s", "leader-elect-retry-period: 400ms")),
      .good(
        ExampleText.scheduler(
          "leader-elect-renew-deadline: 12.000000001s", "leader-elect-retry-period: 10s")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.judgedElectors.compactMap(violation)
  }

  private func violation(of elector: JudgedElector) -> Violation? {
    guard let renewDeadline = elector.election.renewDeadline.value,
      let retryPeriod = elector.election.retryPeriod.value,
      LeaseTimings.isTooShort(renewDeadline: renewDeadline, forRetryPeriod: retryPeriod),
      let span = elector.place([.retryPeriod, .renewDeadline])
    else { return nil }
    let least = GoDuration.format(LeaseTimings.jittered(retryPeriod))
    var violation = Violation(
      "\(elector.title([.renewDeadline, .retryPeriod])): \(elector.describe(.renewDeadline)) is "
        + "not greater than 1.2 times \(elector.describe(.retryPeriod)), so it ends as its "
        + "election begins",
      at: span)
    violation.notes = ["client-go wants a renew deadline of more than \(least) here"]
    violation.related = elector.related([.renewDeadline, .retryPeriod], besides: span)
    violation.subject = elector.subject
    repair(&violation, elector, renewDeadline, least)
    return violation
  }

  private func repair(
    _ violation: inout Violation, _ elector: JudgedElector, _ renewDeadline: Int64, _ least: String
  ) {
    guard let retryPeriod = LeaseRepair.retryPeriod(renewDeadline: renewDeadline),
      let change = elector.change(.retryPeriod, to: retryPeriod)
    else {
      violation.help = "raise the renew deadline above \(least)"
      return
    }
    let title = "set the retry period to \(GoDuration.format(retryPeriod))"
    violation.help = title
    violation.fixes = [Fix(title, safety: .safe, [change])]
  }
}
