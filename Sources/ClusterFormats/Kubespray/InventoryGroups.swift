internal import Syntax

/// The groups of an inventory that make up a cluster, by the names that tools of every age give them.
struct InventoryGroups {
  /// Whose names they are: what holds where the inventory says nothing.
  enum Tool {
    case kubespray, kubeasz, other
  }

  /// `kube-master` was kubespray's until 2.15 (roles/dynamic_groups still maps it), `kube_master` is
  /// kubeasz's.
  static let controlPlane = [
    "kube_control_plane", "kube-master", "kube_master", "masters", "master",
  ]
  static let etcd = ["etcd"]
  static let workers = ["kube_node", "kube-node", "workers", "worker", "nodes", "node"]

  let tool: Tool
  /// The names that the inventory has of each.
  let controlPlane: [String]
  let etcd: [String]
  let workers: [String]

  /// `nil` where the groups are not those of a cluster: `masters` alone may be anything's.
  init?(_ inventory: Inventory) {
    func known(_ names: [String]) -> [String] { names.filter { inventory[$0] != nil } }
    controlPlane = known(Self.controlPlane)
    etcd = known(Self.etcd)
    let isKubespray =
      controlPlane.contains("kube_control_plane") || controlPlane.contains("kube-master")
    if isKubespray {
      tool = .kubespray
    } else if controlPlane.contains("kube_master") {
      tool = .kubeasz
    } else {
      tool = .other
    }
    workers = known(tool == .other ? Self.workers : Array(Self.workers.prefix(2)))
    guard tool != .other || !etcd.isEmpty && !controlPlane.isEmpty else { return nil }
  }

  /// Groups that kubespray itself puts hosts in (roles/dynamic_groups/tasks/main.yml), whose
  /// `group_vars` so apply to them.
  func added(isControlPlane: Bool) -> [String] {
    guard tool == .kubespray else { return [] }
    return isControlPlane ? ["kube_control_plane", "k8s_cluster"] : []
  }
}
