import ClusterModel
import Syntax

struct RequirementLevelUnknown: Rule {
  static let about = RuleAbout(
    name: "requirement-level-unknown", category: .requirements, grades: [.warning],
    summary: "A requirement speaks of a failure domain that nothing is said to stand in.",
    rationale: """
      Whether a promise holds against the loss of a zone can only be told where it is known what \
      stands in which zone. A level that no node, member or balancer names, or that is written \
      otherwise there, leaves the promise unjudged, and nobody would notice.
      """,
    remedy: "Name the domain of each node at that level, or correct the level's name.",
    sources: ["the requirements of the cluster's own description"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane: {zones: {a: 1, b: 1, c: 1}}", "etcd: stacked",
          "requirements: {survive: [1 zone, ⟦1 zonne⟧]}")),
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd: stacked",
          "requirements: {duringMaintenance: ⟦{rack: 1}⟧}")),
      .good(
        ExampleCluster.spec(
          "controlPlane: {zones: {a: 1, b: 1, c: 1}}", "etcd: stacked",
          "requirements: {survive: [1 zone, 1 node]}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.requirements?.ofUnknownLevels(view.cluster.levels).map { entry in
      var violation = Violation(
        "\(entry.failures.described) cannot be judged: nothing is said to stand in a "
          + "\(entry.level)",
        at: entry.span)
      violation.label = "no \(entry.level) is named anywhere"
      let known = view.cluster.levels
      violation.help =
        "name each node's \(entry.level) under domains"
        + (known.isEmpty ? "" : ", or write \(known.joined(separator: " or "))")
      violation.subject = RequirementUnmet.subject(at: entry.span)
      return violation
    } ?? []
  }
}
