import ClusterModel
import Syntax

/// What `SuppressionReview` finds when all other rules have spoken.
struct UnusedSuppression: Rule {
  static let about = RuleAbout(
    name: "unused-suppression", category: .suppression,
    grades: [Grade(lab: .note, standard: .note, prod: .note)],
    summary: "A comment accepts findings that are not there.",
    rationale: """
      A comment that outlives its finding hides the next one of the same rule at the same place, and \
      tells readers of a weakness that is mended. One that misspells a rule accepts nothing.
      """,
    remedy: "Take the comment out, or correct the rule's name.",
    sources: ["ruff, rule RUF100; ESLint, --report-unused-disable-directives"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane:", "  ⟦# haplan: ignore[etcd-two-members] the third comes in May⟧",
          "  count: 3", "etcd: stacked"),
        fixed: ExampleCluster.spec("controlPlane:", "  count: 3", "etcd: stacked")),
      .good(
        ExampleCluster.spec(
          "controlPlane:", "  # haplan: ignore[etcd-two-members] the third comes in May",
          "  count: 2", "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] { [] }
}
