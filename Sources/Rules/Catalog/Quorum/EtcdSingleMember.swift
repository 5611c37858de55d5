import ClusterModel
import Syntax

struct EtcdSingleMember: Rule {
  private static let alone = Grade(lab: .note, standard: .warning, prod: .warning)
  private static let declared = Grade(
    "in a haplan spec", lab: .note, standard: .warning, prod: .error)
  private static let shared = Grade(
    "two or more API servers share the member", lab: .note, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "etcd-single-member", category: .quorum, grades: [alone, declared, shared],
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

  /// Several etcd clusters of one machine are one finding: they fall together.
  func violations(in view: ClusterView) -> [Violation] {
    let alone = view.countedEtcdClusters.filter { $0.voters.count == 1 }
    guard let first = alone.first else { return [] }
    let machine = first.voters.first?.node
    let falls = { (etcd: EtcdCluster) in machine != nil && etcd.voters.first?.node == machine }
    var violation = violation(first, in: view)
    violation.related = alone.dropFirst().filter(falls).map {
      Violation.Related("\($0.title) has 1 voter too, on the same machine", at: $0.statedAt)
    }
    return [violation]
      + alone.dropFirst().filter { !falls($0) }.map { self.violation($0, in: view) }
  }

  private func violation(_ etcd: EtcdCluster, in view: ClusterView) -> Violation {
    let servers = view.cluster.isControlPlaneComplete ? view.cluster.apiServers.count : 0
    let sharing = servers > 1 ? ", shared by \(servers) API servers" : ""
    let alone = servers == 1 ? " beside 1 API server" : ""
    var violation = Violation(
      "\(etcd.title): 1 voter\(sharing)\(alone): losing it stops every write", at: etcd.statedAt)
    violation.label = "1 voter, you may lose 0"
    violation.help = "go to 3 voters, each added as a learner first"
    // Tools write clusters of one machine by default; a spec says what its team means to run.
    let single = view.cluster.formats.contains(.haplan) ? Self.declared : Self.alone
    violation.grade = servers > 1 ? Self.shared : single
    violation.subject = etcd.subject
    return violation
  }
}
