internal import ClusterModel
internal import Syntax

/// Who runs the cluster, and so whose commands change it.
package enum MigrationTool: String, CaseIterable, Sendable {
  case kubeadm, kubespray, kops
  case clusterAPI = "cluster-api"
  /// Nobody: etcd is changed by etcdctl.
  case none

  /// As people write it.
  var title: String {
    switch self {
    case .kubeadm: "kubeadm"
    case .kubespray: "kubespray"
    case .kops: "kOps"
    case .clusterAPI: "Cluster API"
    case .none: "nobody"
    }
  }

  /// The tool whose documents describe one of the sides; `nil` where none does.
  static func detected(in clusters: [Cluster]) -> MigrationTool? {
    let formats = clusters.flatMap(\.formats)
    if formats.contains(.kops) { return .kops }
    if formats.contains(.clusterAPI) { return .clusterAPI }
    if formats.contains(.ansibleInventory) { return .kubespray }
    if formats.contains(.kubeadm) { return .kubeadm }
    return nil
  }

  /// Whether a new member is a learner first. kubeadm does so by default from 1.29 on (feature gate
  /// EtcdLearnerMode); kubespray's `join_etcd_member.yml` and kOps's etcd-manager add voters.
  func addsLearners(version: KubernetesVersion?) -> Bool {
    switch self {
    case .kubeadm, .clusterAPI: version.map { ($0.major, $0.minor) >= (1, 29) } ?? true
    case .kubespray, .kops: false
    case .none: true
    }
  }
}
