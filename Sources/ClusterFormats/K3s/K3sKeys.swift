/// The keys of RKE2's and k3s' configuration, which are the flags of their commands
/// (k3s pkg/cli/cmds/server.go, rke2 pkg/cli/cmds).
enum K3sKeys {
  /// Keys that only a server knows, and nobody else uses at the top of a file.
  static let server: Set<String> = [
    "cluster-init", "datastore-endpoint", "datastore-cafile", "datastore-certfile",
    "datastore-keyfile", "tls-san", "kube-apiserver-arg", "kube-controller-manager-arg",
    "kube-scheduler-arg", "etcd-arg", "kube-cloud-controller-manager-arg",
    "write-kubeconfig-mode", "write-kubeconfig-group", "etcd-snapshot-schedule-cron",
    "etcd-snapshot-retention", "etcd-snapshot-dir", "etcd-snapshot-name", "etcd-expose-metrics",
    "etcd-disable-snapshots", "etcd-s3", "disable-etcd", "disable-apiserver",
    "disable-controller-manager", "disable-scheduler", "flannel-backend", "secrets-encryption",
    "cluster-cidr", "service-cidr", "advertise-address", "agent-token",
    "disable-cloud-controller", "disable-kube-proxy", "disable-network-policy",
    "egress-selector-mode", "cluster-reset",
  ]

  /// Keys that tell that a file is one of theirs.
  static let telling = server.subtracting(["advertise-address", "cluster-cidr", "service-cidr"])
    .union(["node-external-ip", "kubelet-arg", "protect-kernel-defaults"])

  /// Keys that only RKE2 has.
  static let rke2: Set<String> = [
    "cni", "profile", "ingress-controller", "audit-policy-file", "kube-apiserver-extra-mount",
    "etcd-extra-mount", "control-plane-resource-requests", "cloud-provider-name",
  ]

  /// A key ends with `+` in a drop-in that adds to a list instead of replacing it.
  static func bare(_ key: String) -> String { key.hasSuffix("+") ? String(key.dropLast()) : key }
}
