import ClusterModel
import Syntax

struct EtcdMultiClusterMembersInconsistent: Rule {
  private static let refused = Grade(
    "kOps refuses it", lab: .error, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "etcd-multi-cluster-members-inconsistent", category: .quorum,
    grades: [.warning, refused],
    summary: "The etcd clusters of one control plane differ in their members.",
    rationale: """
      An API server is well only while every etcd cluster that it uses has a quorum: the weaker one \
      sets what the control plane survives, and the members of the other buy nothing.
      """,
    remedy: "Give both etcd clusters the same number of members, on the same machines.",
    sources: [
      "kOps pkg/apis/kops/validation, ValidateControlPlaneInstanceGroup",
      "apiserver pkg/server/options/etcd.go, addEtcdHealthEndpoint",
    ],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 5}", "etcd:", "  topology: external", "  count: 5",
          "  overrides:",
          "    - {name: events, resources: [/events], topology: external, count: ⟦3⟧}")),
      .bad(
        ExampleKops.cluster(
          main: [("a", "cp-a"), ("b", "cp-b"), ("c", "cp-c")], events: [("a", "cp-a")],
          ExampleKops.group("cp-a"), ExampleKops.group("cp-b"), ExampleKops.group("cp-c")
        )
        .replacing("  - name: events\n    etcdMembers", with: "  - name: events\n    ⟦etcdMembers⟧")
      ),
      .good(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd:", "  topology: external", "  count: 3",
          "  overrides:",
          "    - {name: events, resources: [/events], topology: external, count: 3}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    let main = cluster.etcd
    guard main.isComplete else { return [] }
    return cluster.overrides.filter(\.isComplete).compactMap { other in
      guard let difference = difference(main, other, cluster) else { return nil }
      var violation = Violation(
        "\(other.title) \(difference): the API servers survive what the weaker of the two survives",
        at: other.statedAt)
      violation.related = [.init("the main one: \(voters(main))", at: main.statedAt)]
      violation.help = "give both the same members"
      if cluster.formats.contains(.kops) { violation.grade = Self.refused }
      violation.subject = other.subject
      return violation
    }
  }

  private func difference(_ main: EtcdCluster, _ other: EtcdCluster, _ cluster: Cluster) -> String?
  {
    guard main.voters.count == other.voters.count else {
      return "has \(voters(other)), the main one \(main.voters.count)"
    }
    guard main.topology?.value == .stacked, other.topology?.value == .stacked else { return nil }
    let strangers = Set(other.voters.compactMap(\.node))
      .subtracting(main.voters.compactMap(\.node)).map { cluster.nodes[$0].name }.sorted()
    guard !strangers.isEmpty else { return nil }
    return "stands on \(strangers.joined(separator: ", ")), where the main one has no member"
  }

  private func voters(_ etcd: EtcdCluster) -> String {
    "\(etcd.voters.count) \(etcd.voters.count == 1 ? "voter" : "voters")"
  }
}
