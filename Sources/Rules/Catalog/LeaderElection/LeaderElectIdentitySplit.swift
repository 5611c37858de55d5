import ClusterModel
import Syntax

struct LeaderElectIdentitySplit: Rule {
  static let about = RuleAbout(
    name: "leader-elect-identity-split", category: .leaderElection,
    grades: [.refused],
    summary: "Replicas of one component elect their leader by different locks.",
    rationale: """
      Who holds the lock acts. Two locks have two holders: two controller managers or two \
      schedulers act at the same time, create and delete each other's objects and bind pods twice.
      """,
    remedy: """
      Give all replicas the same --leader-elect-resource-lock, -name and -namespace; the defaults \
      are right.
      """,
    sources: [
      "client-go tools/leaderelection/resourcelock/interface.go",
      "k8s.io/component-base config/v1alpha1 RecommendedDefaultLeaderElectionConfiguration",
    ],
    examples: [
      .bad(
        ExampleText.masters(
          "controllerManager", "leader-elect-resource-name: kube-controller-manager",
          "leader-elect-resource-name: ⟦kcm⟧"),
        fixed: ExampleText.masters(
          "controllerManager", "leader-elect-resource-name: kube-controller-manager",
          "leader-elect-resource-name: kube-controller-manager")),
      .bad(
        ExampleText.masters(
          "scheduler", "profiling: false", "leader-elect-resource-namespace: ⟦default⟧"),
        fixed: ExampleText.masters(
          "scheduler", "profiling: false", "leader-elect-resource-namespace: kube-system")),
      .good(
        ExampleText.masters(
          "scheduler", "profiling: false", "leader-elect-resource-namespace: kube-system")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    [view.cluster.controllerManagers, view.cluster.schedulers].flatMap { electors in
      ElectionLock.flags.compactMap { violation($0, electors, view) }
    }
  }

  private func violation(
    _ flag: String, _ electors: [Elector], _ view: ClusterView
  ) -> Violation? {
    guard let component = electors.first?.invocation.component, electors.count > 1,
      electors.contains(where: { $0.invocation.flag(flag) != nil })
    else { return nil }
    let standard = ElectionLock.standard(flag, component)
    let replicas = electors.map { elector -> FleetFlag? in
      guard view.elections.election(of: elector.invocation).elect.value == true else { return nil }
      return FleetFlag(
        name: elector.name, invocation: elector.invocation, flag: flag,
        fact: ElectionLock.fact(flag, elector.invocation))
    }
    guard let fleet = Fleet(replicas, preferring: standard) else { return nil }
    var violation = Violation(
      "\(component.program): \(ElectionLock.title(flag)) \(fleet.other.text) on "
        + "\(fleet.other.name), \(fleet.usual.text) on \(fleet.usual.name): two leaders act at once",
      at: fleet.span)
    violation.related = fleet.related { "\(ElectionLock.title(flag)) \($0)" }
    violation.help = "give all replicas the same lock"
    violation.subject = "\(component.program) \(flag)"
    violation.fixes = fleet.fix(to: fleet.usual.text).map { [$0] } ?? []
    return violation
  }
}
