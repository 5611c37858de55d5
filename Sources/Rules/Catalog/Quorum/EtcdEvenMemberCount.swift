import ClusterModel
import Syntax

struct EtcdEvenMemberCount: Rule {
  private static let fewest = 4
  private static let supported = Grade(
    "OpenShift supports four control planes", lab: nil, standard: .note, prod: .note)

  static let about = RuleAbout(
    name: "etcd-even-member-count", category: .quorum, grades: [.warning, supported],
    summary: "An even number of voters tolerates no more failures than one voter fewer.",
    rationale: """
      A quorum is more than half: 4 voters need 3 and survive one loss, as 3 voters do, with one \
      machine more that can fail. Cut in two halves, neither side goes on.
      """,
    remedy: "Add one member as a learner and promote it, or remove one.",
    sources: [
      "etcd documentation, FAQ: why an odd number of members",
      "kubespray roles/validate_inventory, kOps validateEtcdClusterSpec, Cluster API "
        + "validateKubeadmControlPlaneSpec: refuse even counts",
      "openshift/installer: 1, 3, 4 or 5 control planes",
    ],
    examples: [
      .bad(ExampleCluster.spec("controlPlane: {count: ⟦4⟧}", "etcd: stacked")),
      .bad(
        ExampleCluster.spec("controlPlane: {count: 3}", "etcd: {topology: external, count: ⟦6⟧}")),
      .good(
        ExampleCluster.spec("controlPlane: {count: 4}", "etcd: {topology: external, count: 5}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.countedEtcdClusters.compactMap { etcd in
      let count = etcd.voters.count
      guard count >= Self.fewest, count.isMultiple(of: 2) else { return nil }
      var violation = Violation(
        "\(etcd.title): \(count) voters\(etcd.countedBy) need \(count / 2 + 1); you may lose "
          + "\(etcd.tolerance), the same as with \(count - 1)", at: etcd.statedAt)
      violation.label = "\(count) voters"
      violation.help =
        "go to \(count + 1) voters (you may lose \(count / 2)) or back to \(count - 1)"
      if count == 4, view.cluster.formats.contains(.openShift) {
        violation.grade = Self.supported
      }
      violation.subject = etcd.subject
      return violation
    }
  }
}
