import ClusterModel
import Syntax

struct ConflictingFacts: Rule {
  private static let plain = Grade("", lab: .warning, standard: .warning, prod: .error)
  private static let counts = Grade(
    "a count or a membership changes", lab: .warning, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "conflicting-facts", category: .drift, grades: [plain, counts],
    summary: "Two places state one fact differently.",
    rationale: """
      One of the two is stale, and whoever plans by it plans for another cluster: a member that is \
      not there, a version that does not run. Figures that depend on the fact are only as good as \
      the place that haplan believes, or not known at all.
      """,
    remedy: """
      Correct the stale place. A file that its program reads counts before a description of the \
      cluster; between two equals the fact is unknown.
      """,
    sources: ["haplan: which files make one cluster"],
    examples: [
      .bad(
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        localAPIEndpoint: {advertiseAddress: 10.240.0.10}
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.33.2
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: ⟦v1.32.0⟧

        """, file: "kubeadm.yaml"),
      .good(
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.33.2

        """, file: "kubeadm.yaml"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.conflicts.map { conflict in
      var violation = Violation(
        "\(conflict.fact): \(conflict.second.value) here, \(conflict.first.value) elsewhere: "
          + "one of the two is stale",
        at: conflict.second.span)
      violation.related = [
        .init("\(conflict.fact): \(conflict.first.value)", at: conflict.first.span)
      ]
      violation.grade = conflict.changesCount ? Self.counts : Self.plain
      violation.help = "correct the place that is stale"
      violation.subject = conflict.fact
      return violation
    }
  }
}
