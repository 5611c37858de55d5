import ClusterModel
import Syntax

/// What `SuppressionReview` finds when all other rules have spoken.
struct ExpiredSuppression: Rule {
  static let about = RuleAbout(
    name: "expired-suppression", category: .suppression,
    grades: [Grade(lab: .warning, standard: .warning, prod: .warning)],
    summary: "A finding was accepted until a day that has passed.",
    rationale: """
      Whoever wrote the day meant the weakness to be gone by then. The finding is reported again; \
      until somebody decides anew, the comment says something that is no longer true.
      """,
    remedy: "Mend the finding and take the comment out, or agree on another day.",
    sources: ["haplan's own: `# haplan: ignore[rule] until=2027-01-31 reason`"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane:", "  count: 2 ⟦# haplan: ignore[etcd-two-members] until=2020-01-31⟧",
          "etcd: stacked"),
        fixed: ExampleCluster.spec("controlPlane:", "  count: 2", "etcd: stacked")),
      .good(
        ExampleCluster.spec(
          "controlPlane:", "  count: 2 # haplan: ignore[etcd-two-members] until=2999-12-31",
          "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] { [] }
}
