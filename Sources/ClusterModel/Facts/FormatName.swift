/// The formats haplan reads, by the name that users see.
public enum FormatName: String, CaseIterable, Hashable, Sendable {
  case haplan
  case haproxy, nginx, keepalived, envoy, aws, terraform
  case kubeVIP = "kube-vip"
  case ansibleInventory = "ansible-inventory"
  case k0sctl
  case rke
  case kubekey
  case kubeone
  case sealos
  case kubeadm
  case systemdUnit = "systemd-unit"
  case commandLine = "command-line"
  case staticPod = "static-pod"
  case kops
  case clusterAPI = "cluster-api"
  case kind
  /// RKE2 and k3s, which share their configuration.
  case k3s
  case talos
  case openShift = "openshift"
  case etcdConfig = "etcd-config"
  case environmentFile = "environment-file"
  case componentConfig = "component-config"
  case nodeDump = "node-dump"
  case etcdctl

  /// Whether its documents list the hosts of a whole cluster.
  public var listsHosts: Bool {
    switch self {
    case .haplan, .ansibleInventory, .k0sctl, .rke, .kubekey, .kubeone, .sealos: true
    default: false
    }
  }
}
