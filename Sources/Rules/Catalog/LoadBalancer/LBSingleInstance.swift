import ClusterModel
import Syntax

struct LBSingleInstance: Rule {
  static let about = RuleAbout(
    name: "lb-single-instance", category: .loadBalancer, grades: [.error],
    summary: "One balancer stands between everybody and the API servers.",
    rationale: """
      The balancer is part of the control plane: when the only one is down, kubelets and clients \
      reach no API server, and nodes turn NotReady.
      """,
    remedy: "Add a second balancer with a common virtual address, or use a managed one.",
    sources: ["kubeadm docs/ha-considerations.md"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd: stacked", "loadBalancers:",
          "  - {name: ⟦lb-1⟧, kind: haproxy, address: 10.0.0.5}")),
      .bad(
        ExampleBalancer.haproxy("server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check")
          .replacing("masters", with: "⟦masters⟧").replacing(
            "default_backend ⟦masters⟧", with: "default_backend masters")
          + "\nlisten api-int\n  bind *:7443\n  server m1 10.0.0.1:6443 check\n",
        file: "lb-1/haproxy.cfg",
        beside: [
          "cluster.yaml": ExampleCluster.spec(
            "controlPlane:", "  nodes:", "    - {name: m1, address: 10.0.0.1}",
            "    - {name: m2, address: 10.0.0.2}", "etcd: {topology: external, count: 3}",
            "loadBalancers:", "  - {name: lb-1, kind: haproxy}")
        ]),
      .good(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd: stacked", "loadBalancers:",
          "  - {name: lb-1, kind: haproxy, vip: 10.0.0.4}",
          "  - {name: lb-2, kind: haproxy, vip: 10.0.0.4}")),
      .good(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd: stacked", "loadBalancers:",
          "  - {name: elb, kind: cloud}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard cluster.balancersStatedAt != nil, cluster.endpointNode == nil,
      cluster.apiServers.count >= 2 || !cluster.isControlPlaneComplete
    else { return [] }
    let door = frontDoor(cluster)
    guard let balancer = door.first, balancer.kind.isSelfRun,
      door.dropFirst().allSatisfy({ balancer.program != nil && $0.program == balancer.program })
    else { return [] }
    if balancer.kind == .kubeVIP, cluster.apiServers.count >= 2 { return [] }
    var violation = Violation(
      "\(balancer.name) is the only balancer: without it nobody reaches the "
        + "\(cluster.apiServers.count) API servers", at: balancer.span)
    violation.label = "1 balancer, you may lose 0"
    violation.help = "add a second one with a common virtual address, or use a managed balancer"
    // kind makes its own, and nobody asked for it.
    violation.isAboutDefault = cluster.formats.contains(.kind)
    return [violation]
  }

  /// The balancers that clients depend on: all of them, or those of the virtual address that the
  /// endpoint names.
  private func frontDoor(_ cluster: Cluster) -> [LoadBalancer] {
    let addresses = Set(cluster.balancers.compactMap(\.vip?.value))
    guard addresses.count > 1, let endpoint = cluster.endpoint else { return cluster.balancers }
    let host = HostPort.parse(endpoint.value)?.host ?? endpoint.value
    let named = cluster.balancers.filter { $0.vip?.value == host }
    return named.isEmpty ? cluster.balancers : named
  }
}
