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
    if formats.contains(.kubeadm) || clusters.contains(where: hasManifestsOfKubeadm) {
      return .kubeadm
    }
    return nil
  }

  /// Whether its static pods have etcd's certificates where kubeadm puts them
  /// (cmd/kubeadm/app/constants, EtcdCACertName below pki).
  private static func hasManifestsOfKubeadm(_ cluster: Cluster) -> Bool {
    cluster.formats.contains(.staticPod)
      && [(Component.etcd, "trusted-ca-file"), (.apiServer, "etcd-cafile")].contains {
        component, flag in
        cluster.invocations(of: component).contains { invocation in
          invocation.flag(flag)?.flag.text == "/etc/kubernetes/pki/etcd/ca.crt"
        }
      }
  }

  /// A tool that runs the members itself, and of whose commands haplan knows none; `nil` for none
  /// such.
  static func foreign(in clusters: [Cluster]) -> FormatName? {
    let names: Set<FormatName> = [
      .k3s, .talos, .openShift, .k0sctl, .rke, .kubekey, .kubeone, .sealos, .kind,
    ]
    return clusters.flatMap(\.formats).first(where: names.contains)
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
