import ClusterModel
import Syntax

struct EtcdTooManyMembers: Rule {
  /// etcd documentation, FAQ, "maximum cluster size".
  private static let most = 7
  private static let tooMany = Grade(
    "more than 7", lab: .note, standard: .warning, prod: .warning)
  private static let seven = Grade("exactly 7", lab: nil, standard: .note, prod: .note)

  static let about = RuleAbout(
    name: "etcd-too-many-members", category: .quorum, grades: [tooMany, seven],
    summary: "More members than etcd is meant for.",
    rationale: """
      Every write waits for a majority, so each further pair of voters makes writes slower. Seven is \
      the most that etcd's documentation advises; five tolerate two failures.
      """,
    remedy: "Remove voters one at a time, or make them learners.",
    sources: [
      "etcd documentation, FAQ: maximum cluster size", "kubernetes.io, Operating etcd clusters",
    ],
    examples: [
      .bad(
        ExampleCluster.spec("controlPlane: {count: 3}", "etcd: {topology: external, count: ⟦9⟧}")),
      .bad(
        ExampleCluster.spec("controlPlane: {count: 3}", "etcd: {topology: external, count: ⟦7⟧}")),
      .good(
        ExampleCluster.spec("controlPlane: {count: 3}", "etcd: {topology: external, count: 5}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.countedEtcdClusters.compactMap { etcd in
      let count = etcd.voters.count
      guard count >= Self.most else { return nil }
      let isSeven = count == Self.most
      var violation = Violation(
        isSeven
          ? "\(etcd.title): 7 voters tolerate 3 failures; 5, which tolerate 2, are normally enough"
          : "\(etcd.title): \(count) voters are more than the \(Self.most) that etcd is meant for: "
            + "every write waits for \(count / 2 + 1) of them",
        at: etcd.statedAt)
      violation.label = "\(count) voters"
      violation.help = "5 voters tolerate 2 failures, 7 tolerate 3"
      violation.grade = isSeven ? Self.seven : Self.tooMany
      violation.subject = etcd.subject
      return violation
    }
  }
}
