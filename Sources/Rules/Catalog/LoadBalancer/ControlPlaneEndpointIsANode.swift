import ClusterModel
import Syntax

struct ControlPlaneEndpointIsANode: Rule {
  private static let used = Grade(
    "in a haplan spec", lab: .note, standard: .error, prod: .error)
  private static let kubeadm = Grade(
    "in a kubeadm file alone", lab: .note, standard: .warning, prod: .warning)
  private static let nodeLocal = Grade(
    "where machines balance by themselves", lab: nil, standard: .note, prod: .note)

  static let about = RuleAbout(
    name: "control-plane-endpoint-is-a-node", category: .loadBalancer,
    grades: [used, kubeadm, nodeLocal],
    summary: "Everybody connects to one control-plane node.",
    rationale: """
      An endpoint that is one node's own address sends every kubelet and client to that node: when \
      it is down the API is gone for them, however many API servers are left.
      """,
    remedy: "Point the endpoint at a balancer, a virtual address, or a DNS name of one.",
    sources: [
      "kubespray docs/operations/ha-mode.md", "rancher/rke#381", "kubernetes/kubernetes#75765",
    ],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane:", "  endpoint: ⟦10.0.0.1:6443⟧", "  nodes:",
          "    - {name: m1, address: 10.0.0.1}", "    - {name: m2, address: 10.0.0.2}",
          "    - {name: m3, address: 10.0.0.3}", "etcd: stacked")),
      .bad(
        ExampleCluster.spec(
          "controlPlane:", "  endpoint: ⟦10.0.0.1:6443⟧", "  nodes:",
          "    - {name: m1, address: 10.0.0.1}", "    - {name: m2, address: 10.0.0.2}",
          "    - {name: m3, address: 10.0.0.3}", "etcd: stacked",
          "loadBalancers: [{name: on-each-worker, kind: node-local}]")),
      .good(
        ExampleCluster.spec(
          "controlPlane:", "  endpoint: 10.0.0.9:6443", "  nodes:",
          "    - {name: m1, address: 10.0.0.1}", "    - {name: m2, address: 10.0.0.2}",
          "    - {name: m3, address: 10.0.0.3}", "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard let endpoint = cluster.endpoint, let index = cluster.endpointNode,
      cluster.apiServers.count >= 2
    else { return [] }
    let node = cluster.nodes[index]
    // The workers of kubespray, RKE and others do not use the endpoint; KubePrism of Talos and the
    // agents of RKE2 and k3s know every API server by themselves.
    let isBesides =
      cluster.balancers.contains { $0.kind == .nodeLocal }
      || !cluster.formats.contains(.haplan)
        && (cluster.formats.contains(.talos) || cluster.formats.contains(.k3s))
    let others =
      cluster.apiServers.count == 2 ? "API server" : "\(cluster.apiServers.count - 1) API servers"
    var violation = Violation(
      "the endpoint is \(node.name)'s own address: without \(node.name) "
        + "\(isBesides ? "clients outside the cluster do not reach" : "nobody reaches") the other "
        + others, at: endpoint.span)
    violation.label = "\(node.name) alone"
    if let address = node.address, address.span != endpoint.span {
      violation.related = [.init("\(node.name)'s address", at: address.span)]
    }
    if cluster.balancers.contains(where: { $0.kind != .nodeLocal }) {
      violation.notes = ["the balancers are bypassed"]
    }
    violation.help = "point it at a balancer or a virtual address"
    violation.grade = isBesides ? Self.nodeLocal : grade(cluster)
    return [violation]
  }

  private func grade(_ cluster: Cluster) -> Grade {
    cluster.formats.contains(.haplan) ? Self.used : Self.kubeadm
  }
}
