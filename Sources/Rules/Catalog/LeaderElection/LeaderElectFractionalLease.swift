import ClusterModel
import Syntax

struct LeaderElectFractionalLease: Rule {
  private static let cut = Grade(
    "the rest is cut off", lab: .note, standard: .warning, prod: .warning)
  private static let refused = Grade(
    "below a second", lab: .error, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "leader-elect-fractional-lease", category: .leaderElection, grades: [cut, refused],
    summary: "A leader's lease is not a whole number of seconds.",
    rationale: """
      A Lease object stores whole seconds, the rest is cut off. Standbys wait for what is stored: \
      15.9s is 15s to them. Below a second nothing is left, which the API server refuses to store: \
      no replica ever leads.
      """,
    remedy: "State the lease in whole seconds, at least one second longer than the renew deadline.",
    sources: [
      "client-go tools/leaderelection/leaderelection.go tryAcquireOrRenew",
      "pkg/apis/coordination/validation/validation.go ValidateLeaseSpec",
    ],
    examples: [
      .bad(
        ExampleText.scheduler("leader-elect-lease-duration: ⟦15900ms⟧"),
        fixed: ExampleText.scheduler("leader-elect-lease-duration: 16s")),
      .bad(
        ExampleText.scheduler(
          "leader-elect-lease-duration: ⟦900ms⟧", "leader-elect-renew-deadline: 600ms",
          "leader-elect-retry-period: 100ms"),
        fixed: ExampleText.scheduler(
          "leader-elect-lease-duration: 1s", "leader-elect-renew-deadline: 600ms",
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
    // Locks of other kinds keep what they are given: whoever looks takes over.
    let isRefused =
      stored == 0
      && ElectionLock.fact(ElectionLock.kindFlag, elector.invocation).value == "leases"
    let effect =
      stored == 0
      ? isRefused
        ? "stored as 0 seconds, which the API server refuses: no replica ever leads"
        : "stored as 0 seconds: standbys take it for expired at once"
      : "stored as \(stored) seconds: that is all that standbys wait"
    var violation = Violation(
      "\(elector.title([.lease])): \(elector.describe(.lease)) is \(effect)", at: span)
    violation.label = "not whole seconds"
    violation.grade = isRefused ? Self.refused : Self.cut
    violation.subject = elector.subject
    if let whole = LeaseRepair.wholeSeconds(lease), let change = elector.change(.lease, to: whole) {
      let title = "raise the lease to \(GoDuration.format(whole))"
      violation.help = title
      violation.fixes = [Fix(title, safety: isRefused ? .safe : .unsafe, [change])]
    }
    return violation
  }
}
