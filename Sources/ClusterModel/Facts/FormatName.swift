/// The formats haplan reads, by the name that users see.
package enum FormatName: String, CaseIterable, Hashable, Sendable {
  case haplan
  case kubeadm
  case systemdUnit = "systemd-unit"
  case commandLine = "command-line"
  case staticPod = "static-pod"
  case kops
  case etcdConfig = "etcd-config"
  case environmentFile = "environment-file"
  case componentConfig = "component-config"
}
