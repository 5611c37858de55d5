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
        spec("⟦members⟧", "e1", "e2", "e3"), beside: ["etcd.service": unit("e1", "e2")]),
      .bad(
        flags("leader-elect-lease-duration: ⟦30s⟧"),
        beside: ["m1/kube-scheduler.service": scheduler]),
      .good(
        flags("leader-elect-lease-duration: 1m", "leader-elect: true"),
        beside: ["m1/kube-scheduler.service": scheduler]),
      .good(spec("members", "e1", "e2", "e3"), beside: ["etcd.service": unit("e2", "e3", "e1")]),
    ])

  private static func spec(_ key: String, _ members: String...) -> String {
    ExampleCluster.spec(
      ["controlPlane: {count: 3}", "etcd:", "  topology: external", "  \(key):"]
        + members.map { "    - \($0)" })
  }

  private static func flags(_ flags: String...) -> String {
    ExampleCluster.spec(
      ["controlPlane:", "  nodes: [m1, m2, m3]", "  scheduler:", "    flags:"]
        + flags.map { "      \($0)" } + ["etcd: stacked"])
  }

  private static let scheduler = ExampleText.unit(
    "/usr/bin/kube-scheduler", "--leader-elect-lease-duration=60s")

  /// The unit of a member that starts a new cluster with these.
  private static func unit(_ members: String...) -> String {
    let list = members.map { "\($0)=https://\($0).prod.internal:2380" }.joined(separator: ",")
    return ExampleText.unit("/usr/bin/etcd", "--name=e1", "--initial-cluster=\(list)")
  }

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.conflicts.map { conflict in
      var violation = Violation(
        "\(conflict.fact): \(conflict.second.value) here, \(conflict.first.value) there: "
          + (conflict.difference ?? "one of the two is stale"),
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
