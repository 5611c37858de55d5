import ClusterModel
import Syntax

struct EtcdSingleMember: Rule {
  private static let alone = Grade(lab: .note, standard: .warning, prod: .warning)
  private static let shared = Grade(
    "two or more API servers share the member", lab: .note, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "etcd-single-member", category: .quorum, grades: [alone, shared],
    summary: "One voter keeps all the state.",
    rationale: """
      When the only member stops, nothing can be written and nothing is scheduled; when its disk is \
      lost, the cluster is lost. More API servers in front of it do not help.
      """,
    remedy: """
      Go to three members, each added as a learner: the step from one to two voters needs both \
      until the third is there.
      """,
    sources: [
      "kubernetes.io, Operating etcd clusters: a single member is for testing",
      "etcd documentation, op-guide/runtime-configuration",
    ],
    standsInFor: ["apiserver-single"],
    examples: [
      .bad(
        ExampleCluster.spec("controlPlane: {count: 3}", "etcd: {topology: external, count: ⟦1⟧}")),
      .bad(ExampleCluster.spec("controlPlane: {count: ⟦1⟧}", "etcd: stacked")),
      .good(
        ExampleCluster.spec("controlPlane: {count: 3}", "etcd: {topology: external, count: 3}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.countedEtcdClusters.compactMap { etcd in
      guard etcd.voters.count == 1 else { return nil }
      let servers = view.cluster.isControlPlaneComplete ? view.cluster.apiServers.count : 0
      let sharing = servers > 1 ? ", shared by \(servers) API servers" : ""
      let alone = servers == 1 ? " beside 1 API server" : ""
      var violation = Violation(
        "\(etcd.title): 1 voter\(sharing)\(alone): losing it stops every write", at: etcd.statedAt)
      violation.label = "1 voter, you may lose 0"
      violation.help = "go to 3 voters, each added as a learner first"
      violation.grade = servers > 1 ? Self.shared : Self.alone
      violation.subject = etcd.subject
      return violation
    }
  }
}
