import ClusterModel
import Syntax

struct APIServerSingle: Rule {
  private static let alone = Grade.warning
  private static let declared = Grade(
    "in a haplan spec", lab: .note, standard: .warning, prod: .error)
  private static let wasted = Grade(
    "etcd has three voters or more", lab: .note, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "apiserver-single", category: .apiServer, grades: [alone, declared, wasted],
    summary: "One API server serves everybody.",
    rationale: """
      When the only API server stops, nothing reaches etcd however many members it has: nodes turn \
      NotReady and nothing is scheduled.
      """,
    remedy: "Run two API servers or more behind a balancer; two suffice to survive one.",
    sources: ["AWS EKS best practices: at least two API servers and three etcd members"],
    examples: [
      .bad(
        ExampleCluster.spec("controlPlane: {count: ⟦1⟧}", "etcd: {topology: external, count: 3}")),
      .good(
        ExampleCluster.spec("controlPlane: {count: 2}", "etcd: {topology: external, count: 3}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    guard let place = view.cluster.controlPlaneStatedAt, view.cluster.apiServers.count == 1 else {
      return []
    }
    let voters = view.cluster.etcd.isComplete ? view.cluster.etcd.voters.count : 0
    let isWasted = voters >= 3
    var violation = Violation(
      "1 API server: losing it stops the control plane"
        + (isWasted ? ", though etcd's \(voters) voters would survive" : ""), at: place)
    violation.label = "1 API server, you may lose 0"
    violation.help = "run two or more behind a balancer"
    // Tools write clusters of one machine by default; a spec says what its team means to run.
    let single = view.cluster.formats.contains(.haplan) ? Self.declared : Self.alone
    violation.grade = isWasted ? Self.wasted : single
    violation.subject = view.cluster.etcd.subject
    return [violation]
  }
}
