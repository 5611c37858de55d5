import ClusterModel
import Syntax

struct EtcdDuplicateMemberName: Rule {
  private static let duplicate = Grade(
    "two members of one name", lab: .error, standard: .error, prod: .error)
  private static let unnamed = Grade(
    "a member called `default`, as etcd calls one without a name", lab: .note, standard: .warning,
    prod: .warning)

  static let about = RuleAbout(
    name: "etcd-duplicate-member-name", category: .quorum, grades: [duplicate, unnamed],
    summary: "Two members have one name, or one has none of its own.",
    rationale: """
      etcd finds itself in the list of members by its name: with a name twice the count goes wrong, \
      and a restart can be refused.
      """,
    remedy: "Give each member a name of its own, such as its host's.",
    sources: ["etcd server/embed/config.go Validate", "etcd-io/etcd#5244", "etcd-io/etcd#13757"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd:", "  topology: external",
          "  members: [e1, ⟦e1⟧, e3]")),
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd:", "  topology: external",
          "  members: [⟦default⟧, e2, e3]")),
      .good(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd:", "  topology: external", "  members: [e1, e2, e3]")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.etcdClusters.flatMap { etcd -> [Violation] in
      var first: [String: Member] = [:]
      return etcd.members.compactMap { member in
        guard member.isNameStated else { return nil }
        if case .namedByEndpoints = etcd.membership { return nil }
        guard let other = first.updateValue(member, forKey: member.name) else {
          return etcd.members.count > 1 && member.name == "default" ? unnamed(etcd, member) : nil
        }
        return duplicate(etcd, member, other)
      }
    }
  }

  private func duplicate(_ etcd: EtcdCluster, _ member: Member, _ other: Member) -> Violation {
    var violation = Violation(
      "\(etcd.title): two members are called `\(member.name)`: etcd tells members apart by name, "
        + "so a restart can be refused", at: member.span)
    violation.related = [.init("the first", at: other.span)]
    violation.help = "give each member a name of its own"
    violation.grade = Self.duplicate
    return violation
  }

  private func unnamed(_ etcd: EtcdCluster, _ member: Member) -> Violation {
    var violation = Violation(
      "\(etcd.title): a member is called `default`, as every member without a name is",
      at: member.span)
    violation.help = "give it a name of its own, such as its host's"
    violation.grade = Self.unnamed
    return violation
  }
}
