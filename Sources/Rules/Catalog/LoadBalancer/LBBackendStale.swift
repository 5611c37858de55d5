import ClusterModel
import Syntax

struct LBBackendStale: Rule {
  static let about = RuleAbout(
    name: "lb-backend-stale", category: .loadBalancer, grades: [.warning],
    summary: "A balancer sends to a machine that is no API server.",
    rationale: """
      A backend that is gone takes a share of the connections until its check fails, and where the \
      address is used again, it sends credentials to a stranger.
      """,
    remedy: "Take the backend out.",
    sources: ["k3s-io/k3s#2907", "rancher/rke2#2101", "harvester/harvester#1521"],
    examples: [
      .bad(
        balancer("[\"10.0.0.1:6443\", \"10.0.0.2:6443\", \"⟦10.0.0.9:6443⟧\"]"),
        fixed: balancer("[\"10.0.0.1:6443\", \"10.0.0.2:6443\"]")),
      .good(balancer("[\"10.0.0.1:6443\", \"m2:6443\"]")),
      .bad(
        ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check",
          "server old ⟦10.0.0.9:6443⟧ check", "server m3 10.0.0.3:6443 check"),
        file: "lb-1/haproxy.cfg", beside: ["cluster.yaml": ExampleBalancer.masters],
        fixed: ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check",
          "server m3 10.0.0.3:6443 check")),
    ])

  private static func balancer(_ backends: String) -> String {
    ExampleCluster.spec(
      "controlPlane:", "  nodes:", "    - {name: m1, address: 10.0.0.1}",
      "    - {name: m2, address: 10.0.0.2}", "etcd: {topology: external, count: 3}",
      "loadBalancers:", "  - name: lb-1", "    kind: cloud", "    backends: \(backends)")
  }

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    let isKnown = cluster.controlPlaneNodes.allSatisfy { $0.address != nil }
    guard let place = cluster.controlPlaneStatedAt, isKnown, !cluster.apiServers.isEmpty else {
      return []
    }
    return cluster.balancers.indices.flatMap { index in
      violations(of: index, cluster, nodes: place)
    }
  }

  private func violations(of index: Int, _ cluster: Cluster, nodes place: Span) -> [Violation] {
    let balancer = cluster.balancers[index]
    let backends = balancer.listedBackends
    let live = backends.filter { $0.apiServer != nil }.count
    return backends.indices.filter { backends[$0].apiServer == nil && isAddress(backends[$0]) }
      .map { position in
        let backend = backends[position]
        var violation = Violation(
          "\(balancer.name) sends to \(backend.text.value), which is no API server",
          at: backend.text.span)
        violation.related = [.init("the nodes", at: place)]
        violation.help = "take it out"
        if live > 0 {
          violation.fixes = [
            Fix("take it out", safety: .unsafe, [.changeBalancer(index, .removeBackend(position))])
          ]
        }
        return violation
      }
  }

  /// A name may be another name of a known machine; an address is what it is.
  private func isAddress(_ backend: Backend) -> Bool {
    let host = HostPort.parse(backend.text.value)?.host ?? backend.text.value
    return IPAddress.parse(host) != nil
  }
}
