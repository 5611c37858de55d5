import ClusterModel
import Syntax

struct LeaderElectLeaseNotGreaterThanRenew: Rule {
  static let about = RuleAbout(
    name: "leader-elect-lease-not-greater-than-renew", category: .leaderElection,
    grades: [.refused],
    summary: "A leader's lease is not longer than the time it has to renew it.",
    rationale: """
      A leader that may go on trying to renew until its lease has run out could still act while a \
      standby takes over. client-go therefore refuses such a pair: the controller manager or \
      scheduler ends at start-up, and nothing is scheduled or reconciled.
      """,
    remedy: """
      Keep the lease about half as long again as the renew deadline, in whole seconds: 15s and 10s.
      """,
    sources: [
      "client-go tools/leaderelection/leaderelection.go NewLeaderElector",
      "component-base config/validation/validation.go ValidateLeaderElectionConfiguration",
    ],
    standsInFor: ["leader-elect-fractional-lease", "leader-elect-overlap-possible"],
    examples: [
      .bad(
        ExampleText.controllerManager(
          "leader-elect-lease-duration: ⟦10s⟧", "leader-elect-renew-deadline: 10s"),
        fixed: ExampleText.controllerManager(
          "leader-elect-lease-duration: 15s", "leader-elect-renew-deadline: 10s")),
      .bad(
        ExampleText.scheduler("leader-elect-lease-duration: ⟦8s⟧  # renew deadline: 10s"),
        fixed: ExampleText.scheduler(
          "leader-elect-lease-duration: 15s  # renew deadline: 10s")),
      .bad(kubeadm("⟦10s⟧"), file: "kubeadm.yaml", fixed: kubeadm("15s")),
      .good(
        ExampleText.controllerManager(
          "leader-elect-lease-duration: 11s", "leader-elect-renew-deadline: 10s")),
      .good(
        ExampleText.controllerManager("leader-elect: false", "leader-elect-lease-duration: 8s")),
    ])

  private static func kubeadm(_ lease: String) -> String {
    """
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    scheduler:
      extraArgs:
        - name: leader-elect-lease-duration
          value: \(lease)

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    view.judgedElectors.compactMap(violation)
  }

  private func violation(of elector: JudgedElector) -> Violation? {
    guard let lease = elector.election.lease.value,
      let renewDeadline = elector.election.renewDeadline.value,
      LeaseTimings.isTooShort(lease: lease, forRenewDeadline: renewDeadline),
      let span = elector.place([.lease, .renewDeadline])
    else { return nil }
    var violation = Violation(
      "\(elector.title([.lease, .renewDeadline])): \(elector.describe(.lease)) is not greater than "
        + "\(elector.describe(.renewDeadline)), so it refuses to start",
      at: span)
    violation.label = "must be more than \(GoDuration.format(renewDeadline))"
    violation.related = elector.related([.lease, .renewDeadline], besides: span)
    violation.subject = elector.subject
    repair(&violation, elector, renewDeadline)
    return violation
  }

  private func repair(
    _ violation: inout Violation, _ elector: JudgedElector, _ renewDeadline: Int64
  ) {
    let retryPeriod = elector.election.retryPeriod.value ?? 0
    guard let lease = LeaseRepair.lease(renewDeadline: renewDeadline, retryPeriod: retryPeriod),
      let change = elector.change(.lease, to: lease)
    else {
      violation.help = "lower the renew deadline below the lease"
      return
    }
    violation.help = "raise the lease to \(GoDuration.format(lease))"
    violation.fixes = [
      Fix("raise the lease to \(GoDuration.format(lease))", safety: .safe, [change])
    ]
  }
}
