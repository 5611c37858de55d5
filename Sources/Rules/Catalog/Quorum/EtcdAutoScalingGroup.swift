import ClusterModel
import Syntax

struct EtcdAutoScalingGroup: Rule {
  static let about = RuleAbout(
    name: "etcd-auto-scaling-group", category: .quorum, grades: [.refused],
    summary: "A group of machines with etcd members may be scaled.",
    rationale: """
      etcd's members are counted, named and keep their disks: a machine that a scaling group adds is \
      none of them, and one that it takes away still counts for the quorum. kOps refuses such a \
      group.
      """,
    remedy: "One group of exactly one machine for each member; more members are more groups.",
    sources: [
      "kOps pkg/apis/kops/validation/instancegroup.go, ValidateInstanceGroup",
      "kubernetes.io, Operating etcd clusters: no auto-scaling of etcd",
    ],
    examples: [
      .bad(
        ExampleKops.cluster(
          main: [("a", "masters")], ExampleKops.group("masters", maxSize: "⟦3⟧"))),
      .good(
        ExampleKops.cluster(
          main: [("a", "masters")], ExampleKops.group("masters"),
          ExampleKops.group("nodes", role: "Node", minSize: "2", maxSize: "9"))),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.machineGroups.compactMap { group in
      guard group.format == .kops, group.role == .controlPlane,
        let size = [group.largest, group.smallest].lazy.compactMap(\.self)
          .first(where: { $0.value > 1 })
      else { return nil }
      var violation = Violation(
        "instance group \(group.name.value) may have \(size.value) machines, of which one has the "
          + "member that etcd knows: kOps refuses it", at: size.span)
      violation.label = "must be 1"
      violation.related = [.init("the group", at: group.name.span)]
      violation.help = "set minSize and maxSize to 1; a further member needs a group of its own"
      violation.subject = group.name.value
      return violation
    }
  }
}
