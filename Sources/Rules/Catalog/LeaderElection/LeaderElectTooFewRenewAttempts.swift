import ClusterModel
import Syntax

struct LeaderElectTooFewRenewAttempts: Rule {
  private static let belowThree = Grade(
    "fewer than 3 tries", lab: nil, standard: .warning, prod: .warning)
  private static let belowFive = Grade("3 or 4 tries", lab: nil, standard: nil, prod: .note)

  static let about = RuleAbout(
    name: "leader-elect-too-few-renew-attempts", category: .leaderElection,
    grades: [belowThree, belowFive],
    summary: "Only a few tries to renew the lease fit into the renew deadline.",
    rationale: """
      A leader that cannot renew before its deadline ends itself. With few tries a short stall of \
      the API server or of etcd is enough: the controller manager or scheduler restarts, and a \
      standby has to fill its caches anew.
      """,
    remedy: "Let five retry periods fit into the renew deadline, as upstream's 2s and 10s do.",
    sources: [
      "client-go tools/leaderelection/leaderelection.go renew",
      "openshift/hypershift#6529: leases lost with 12s and 3s",
    ],
    examples: [
      .bad(
        ExampleText.controllerManager("leader-elect-retry-period: ⟦4s⟧"),
        fixed: ExampleText.controllerManager("leader-elect-retry-period: 2s")),
      .good(
        ExampleText.controllerManager(
          "leader-elect-renew-deadline: 10s", "leader-elect-retry-period: 2s")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.judgedElectors.compactMap(violation)
  }

  private func violation(of elector: JudgedElector) -> Violation? {
    guard let renewDeadline = elector.election.renewDeadline.value,
      let retryPeriod = elector.election.retryPeriod.value, renewDeadline > 0, retryPeriod > 0,
      renewDeadline < retryPeriod.saturatingMultiply(5),
      let span = elector.place([.retryPeriod, .renewDeadline])
    else { return nil }
    let isBelowThree = renewDeadline < retryPeriod.saturatingMultiply(3)
    let tries = renewDeadline / retryPeriod
    let apart = GoDuration.format(retryPeriod)
    var violation = Violation(
      "\(elector.title([.renewDeadline, .retryPeriod])): \(elector.describe(.renewDeadline)) has "
        + "room for \(tries) retry \(tries == 1 ? "period" : "periods") of \(apart): a short stall "
        + "loses the lease",
      at: span)
    violation.grade = isBelowThree ? Self.belowThree : Self.belowFive
    violation.notes = [
      "against a server that hangs only two tries fit: each waits half of the renew deadline"
    ]
    violation.related = elector.related([.renewDeadline, .retryPeriod], besides: span)
    violation.subject = elector.subject
    if let fifth = LeaseRepair.retryPeriod(renewDeadline: renewDeadline),
      let change = elector.change(.retryPeriod, to: fifth)
    {
      let title = "set the retry period to \(GoDuration.format(fifth))"
      violation.help = title
      violation.fixes = [Fix(title, safety: .unsafe, [change])]
    }
    return violation
  }
}
