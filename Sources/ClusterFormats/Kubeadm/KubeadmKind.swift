internal import Syntax

/// What a document of kubeadm's API group is.
enum KubeadmKind: String, CaseIterable {
  case master = "MasterConfiguration"
  case cluster = "ClusterConfiguration"
  case initialize = "InitConfiguration"
  case join = "JoinConfiguration"
  /// What `join` was called before v1alpha3.
  case node = "NodeConfiguration"
  case status = "ClusterStatus"
  case reset = "ResetConfiguration"
  case upgrade = "UpgradeConfiguration"

  static let group = "kubeadm.k8s.io/"

  /// The versions that know the kind (cmd/kubeadm/app/apis/kubeadm, each version's register.go).
  var versions: [KubeadmVersion] {
    switch self {
    case .master, .node: [.v1alpha1, .v1alpha2]
    case .cluster, .initialize, .join: [.v1alpha3, .v1beta1, .v1beta2, .v1beta3, .v1beta4]
    case .status: [.v1alpha3, .v1beta1, .v1beta2]
    case .reset, .upgrade: [.v1beta4]
    }
  }
}

/// A version of kubeadm's API.
enum KubeadmVersion: String, CaseIterable, Comparable {
  case v1alpha1, v1alpha2, v1alpha3, v1beta1, v1beta2, v1beta3, v1beta4

  /// Whether `extraArgs` is a list of `{name, value}`; before, it is a mapping.
  var listsArguments: Bool { self == .v1beta4 }

  static func < (left: KubeadmVersion, right: KubeadmVersion) -> Bool {
    left.rawValue < right.rawValue
  }
}
