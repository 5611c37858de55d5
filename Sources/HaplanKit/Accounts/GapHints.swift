internal import ClusterModel

/// What a user can give so that a missing fact is known.
enum GapHints {
  /// By the fact that a gap names; `nil` where its message says it all.
  static func hint(for gap: Gap, of cluster: Cluster?) -> String? {
    if gap.message.contains("give that file too") { return nil }
    switch gap.fact {
    case "count":
      return "an inventory, `kubectl get nodes -o yaml`, or a haplan spec with controlPlane.nodes"
    case "members":
      return "`etcdctl member list -w json`, the unit or manifest of each member, or a haplan spec "
        + "with etcd.members"
    case "etcd-servers": return "the unit or manifest of kube-apiserver, or etcdEndpoints in a spec"
    case "front-door":
      return "haproxy.cfg or nginx.conf of each load balancer, or loadBalancers in a haplan spec"
    case "vip": return "keepalived.conf of each load balancer, or vip in a haplan spec"
    case "kubernetesVersion": return "kubernetesVersion in a haplan spec, folded in with --merge"
    case "machines": return "the node of each etcd member, in a haplan spec"
    default:
      guard let cluster, cluster.levels.contains(gap.fact) else { return nil }
      return "\(gap.fact) under domains in a haplan spec, or the labels of `kubectl get nodes`"
    }
  }
}
