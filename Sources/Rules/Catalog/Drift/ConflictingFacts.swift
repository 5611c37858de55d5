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
        pods(
          ("m1", "m1=https://10.0.0.1:2380,m2=https://10.0.0.2:2380"),
          ("m2", "⟦m2=https://10.0.0.2:2380,m3=https://10.0.0.3:2380⟧")),
        file: "etcd.yaml"),
      .good(
        pods(
          ("m1", "m1=https://10.0.0.1:2380,m2=https://10.0.0.2:2380"),
          ("m2", "m2=https://10.0.0.2:2380,m1=https://10.0.0.1:2380")),
        file: "etcd.yaml"),
    ])

  /// The manifests of etcd members, each with the members that it was told of.
  private static func pods(_ members: (name: String, initial: String)...) -> String {
    let pods = members.map { member in
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: etcd-\(member.name), namespace: kube-system}
      spec:
        containers:
          - name: etcd
            image: registry.k8s.io/etcd:3.6.4-0
            command:
              - etcd
              - --name=\(member.name)
              - --initial-cluster-state=new
              - --initial-cluster=\(member.initial)

      """
    }
    return pods.joined(separator: "---\n")
  }

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
