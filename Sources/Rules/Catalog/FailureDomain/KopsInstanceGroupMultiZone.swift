import ClusterModel
import Syntax

struct KopsInstanceGroupMultiZone: Rule {
  private static let wandering = Grade.warning
  private static let wrong = Grade(
    "the group is not there, or no control plane's", lab: .error, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "kops-instance-group-multi-zone", category: .failureDomain,
    grades: [wandering, wrong],
    summary: "An etcd member's instance group may start in several zones, or is shared, or wrong.",
    rationale: """
      The volume of a member stays in one zone. When the group's machine is replaced and starts in \
      another one, it cannot attach the volume, and the member stays away. Of two members with one \
      group only one ever runs.
      """,
    remedy: "One group in one zone for each member, of the control plane's role.",
    sources: [
      "kOps docs/operations/high_availability.md",
      "kOps pkg/apis/kops/validation, ValidateControlPlaneInstanceGroup, validateEtcdMemberSpec",
    ],
    examples: [
      .bad(
        ExampleKops.cluster(
          main: [("a", "cp-a")], ExampleKops.group("⟦cp-a⟧", subnets: "a, b"))),
      .bad(
        ExampleKops.cluster(
          main: [("a", "cp-a"), ("b", "⟦cp-a⟧"), ("c", "⟦nodes⟧")], ExampleKops.group("cp-a"),
          ExampleKops.group("nodes", role: "Node"))),
      .good(
        ExampleKops.cluster(
          main: [("a", "cp-a"), ("b", "cp-b"), ("c", "cp-c")], ExampleKops.group("cp-a"),
          ExampleKops.group("cp-b", subnets: "b"), ExampleKops.group("cp-c", subnets: "a"))),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard cluster.formats.contains(.kops) else { return [] }
    return cluster.machineGroups.compactMap(wandering)
      + view.etcdClusters.flatMap {
        members(of: $0, cluster)
      }
  }

  private func wandering(_ group: MachineGroup) -> Violation? {
    let zones = Set(group.places.filter { $0.level == "zone" }.flatMap(\.names)).sorted()
    guard group.format == .kops, group.role == .controlPlane, zones.count > 1 else { return nil }
    var violation = Violation(
      "instance group \(group.name.value) may start in \(zones.joined(separator: " or ")): its etcd "
        + "volume stays in one of them", at: group.name.span)
    violation.related = group.places.map { .init("one of its zones", at: $0.span) }
    violation.help = "give it the subnets of one zone, and a group to each of the others"
    violation.subject = group.name.value
    return violation
  }

  private func members(of etcd: EtcdCluster, _ cluster: Cluster) -> [Violation] {
    var seen: [Int: Member] = [:]
    return etcd.members.compactMap { member in
      guard let node = member.node else { return nil }
      let name = cluster.nodes[node].name
      if let violation = wrong(name, member, etcd, cluster) { return violation }
      guard let first = seen[node] else {
        seen[node] = member
        return nil
      }
      var violation = Violation(
        "\(etcd.title): members \(first.name) and \(member.name) have one instance group, "
          + "\(name): only one of them runs", at: member.placeOfNode)
      violation.related = [.init("the first", at: first.placeOfNode)]
      violation.help = "give each member a group of its own"
      violation.subject = name
      return violation
    }
  }

  /// A group that is not there can be told only where the Cluster's own file has the groups.
  private func wrong(
    _ name: String, _ member: Member, _ etcd: EtcdCluster, _ cluster: Cluster
  ) -> Violation? {
    let groups = cluster.machineGroups.filter { $0.format == .kops }
    let group = groups.first { $0.name.value == name }
    let areAllHere = groups.contains { $0.span.file == member.span.file }
    guard group.map({ $0.role != .controlPlane }) ?? areAllHere else { return nil }
    let what = group == nil ? "which is not there" : "which is no control plane's"
    var violation = Violation(
      "\(etcd.title): member \(member.name) is of instance group \(name), \(what)",
      at: member.placeOfNode)
    if let group { violation.related = [.init("the group", at: group.name.span)] }
    violation.help = "name the instance group of a control plane"
    violation.grade = Self.wrong
    violation.subject = name
    return violation
  }
}
