extension Shape {
  /// Whether a fault is none in this format, and why.
  func isUnheard(_ fault: FlagFault) -> Bool {
    let adds = fault.lines.contains { $0.before == nil }
    switch self {
    // A further flag goes into the unit, behind the variable.
    case .unitEnvironment, .environmentLine: return adds
    // Variables alone say nothing of the flags beside them.
    case .etcdEnvironment: return adds
    // Tools that write the API server's certificates themselves.
    case .kubeadmMap, .kubeadmFlow, .kubeadmEntries, .kubeadmBlocks, .kubeadmJSON,
      .masterConfiguration, .capiMap, .capiEntries, .kind, .kubeone, .kubesprayArguments, .talos:
      return fault.rule == "etcd-client-cert-incomplete"
    // These, and an election timeout that goes with any heartbeat interval.
    case .k3s, .k3sFlow, .rke, .k0sctl, .kubesprayFields, .kubekey:
      return fault.rule == "etcd-client-cert-incomplete"
        || adds && fault.rule == "etcd-election-heartbeat-ratio"
    default: return false
    }
  }
}
