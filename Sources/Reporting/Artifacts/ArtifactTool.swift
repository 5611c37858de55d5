/// The programs and tools that a plan can be written for.
package enum ArtifactTool: String, Sendable, CaseIterable {
  case kubeadm, systemd, haproxy, nginx, keepalived, kubespray

  /// What a cluster has one of: two tools of one kind would both run it.
  enum Kind: String {
    case controlPlane = "the control plane"
    case proxy = "the balancers' port"
    case address = "the balancers' address"
  }

  var kind: Kind {
    switch self {
    case .kubeadm, .systemd, .kubespray: .controlPlane
    case .haproxy, .nginx: .proxy
    case .keepalived: .address
    }
  }

  /// Whether it has to do with balancers alone.
  var isForBalancers: Bool { kind != .controlPlane }
}
