import ClusterModel
import Syntax

struct LeaderElectFractionalLease: Rule {
  static let about = RuleAbout(
    name: "leader-elect-fractional-lease", category: .leaderElection, grades: [.warning],
    summary: "A leader's lease is not a whole number of seconds.",
    rationale: """
      A Lease object stores whole seconds, the rest is cut off. Standbys wait for what is stored: \
      15.9s is 15s to them, and a lease below a second is 0 to them, expired as soon as it is \
      written, so that every standby takes over at every look.
      """,
    remedy: "State the lease in whole seconds, at least one second longer than the renew deadline.",
    sources: ["client-go tools/leaderelection/leaderelection.go tryAcquireOrRenew"],
    examples: [
      .bad(
        ExampleText.scheduler("leader-elect-lease-duration: ⟦15900ms⟧"),
        fixed: ExampleText.scheduler("leader-elect-lease-duration: 16s")),
      .bad(
        ExampleText.scheduler(
          "leader-elect-lease-duration: ⟦900ms⟧", "leader-elect-renew-deadline: 600ms",
          "leader-elect-retry-period: 100ms")),
      .good(ExampleText.scheduler("leader-elect-lease-duration: 15000ms")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.judgedElectors.compactMap(violation)
  }

  private func violation(of elector: JudgedElector) -> Violation? {
    guard case .stated(let lease, let span) = elector.election.lease,
      lease > 0, lease % LeaseTimings.second != 0
    else { return nil }
    let stored = lease / LeaseTimings.second
    let effect =
      stored == 0
      ? "stored as 0 seconds: standbys take it for expired at once"
      : "stored as \(stored) seconds: that is all that standbys wait"
    var violation = Violation(
      "\(elector.title([.lease])): \(elector.describe(.lease)) is \(effect)", at: span)
    violation.label = "not whole seconds"
    violation.subject = elector.subject
    if let whole = LeaseRepair.wholeSeconds(lease), let change = elector.change(.lease, to: whole) {
      let title = "raise the lease to \(GoDuration.format(whole))"
      violation.help = title
      violation.fixes = [Fix(title, safety: .unsafe, [change])]
    }
    return violation
  }
}
