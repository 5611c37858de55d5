import ClusterModel
import Syntax

struct ControlPlaneEmpty: Rule {
  static let about = RuleAbout(
    name: "control-plane-empty", category: .quorum, grades: [.refused],
    summary: "No control-plane node is left.",
    rationale: "Without a control-plane node there is no API server: there is no cluster.",
    remedy: "Name at least one control-plane node.",
    sources: ["kubespray roles/validate_inventory/tasks/main.yml"],
    examples: [
      .bad(
        ExampleCluster.spec("controlPlane: {⟦nodes: []⟧}", "etcd: {topology: external, count: 3}")),
      .bad(
        "[⟦kube_control_plane⟧]\n[etcd]\ne1\ne2\ne3\n[kube_node]\nw1\n", file: "hosts.ini"),
      .good(ExampleCluster.spec("controlPlane: {nodes: [m1]}", "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    guard let place = view.cluster.controlPlaneStatedAt, view.cluster.controlPlaneNodes.isEmpty
    else { return [] }
    var violation = Violation("the control plane has no node: there is no API server", at: place)
    violation.help = "name at least one control-plane node"
    return [violation]
  }
}
