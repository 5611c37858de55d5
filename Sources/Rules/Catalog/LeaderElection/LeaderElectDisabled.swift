import ClusterModel
import Syntax

struct LeaderElectDisabled: Rule {
  static let about = RuleAbout(
    name: "leader-elect-disabled", category: .leaderElection, grades: [.refused],
    summary: "Leader election is off for a component that runs more than once.",
    rationale: """
      Without an election every replica acts: controller managers create and delete the same \
      objects against each other, schedulers bind the same pods. Users see objects that appear \
      twice, or vanish.
      """,
    remedy: "Drop the flag: leader election is on by default.",
    sources: [
      "component-base config/v1alpha1/defaults.go RecommendedDefaultLeaderElectionConfiguration",
      "cmd/kube-controller-manager/app/controllermanager.go Run",
    ],
    examples: [
      .bad(
        ExampleText.controllerManager("leader-elect: ⟦false⟧"),
        fixed: ExampleText.controllerManager("leader-elect: true")),
      .good(ExampleText.controllerManager("leader-elect: true")),
      .good(
        """
        apiVersion: haplan.dev/v1alpha1
        kind: Cluster
        metadata: {name: dev}
        spec:
          controlPlane:
            count: 1
            controllerManager:
              flags: {leader-elect: false}
          etcd: stacked

        """),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    violations(of: view.cluster.controllerManagers, in: view)
      + violations(of: view.cluster.schedulers, in: view)
  }

  private func violations(of electors: [Elector], in view: ClusterView) -> [Violation] {
    guard electors.count >= 2 else { return [] }
    return electors.compactMap { elector in
      let invocation = elector.invocation
      guard case .stated(false, let span) = view.elections.election(of: invocation).elect,
        let (_, set) = invocation.flag(LeaderElection.electFlag)
      else { return nil }
      let program = invocation.component.program
      let effect =
        view.isShared(flagSet: set)
        ? "all \(electors.count) replicas act at the same time"
        : "the replica on \(elector.name) acts beside the leader of \(electors.count)"
      var violation = Violation("\(program): leader election is off, so \(effect)", at: span)
      violation.help = "set --\(LeaderElection.electFlag) to true"
      violation.subject = JudgedElector.subject(of: invocation)
      violation.fixes = [
        Fix(
          "switch leader election on", safety: .safe,
          [.setFlag(flagSet: set, name: LeaderElection.electFlag, value: "true")])
      ]
      return violation
    }
  }
}
