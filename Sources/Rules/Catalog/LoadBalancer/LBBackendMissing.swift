import ClusterModel
import Syntax

struct LBBackendMissing: Rule {
  static let about = RuleAbout(
    name: "lb-backend-missing", category: .loadBalancer, grades: [.warning],
    summary: "A balancer does not know an API server.",
    rationale: """
      An API server that no balancer sends to serves nobody: what looks like three may survive no \
      more than one or two.
      """,
    remedy: "Add the API server to the balancer's backends.",
    sources: [
      "kubespray docs/operations/nodes.md: node-local lists are not refreshed by themselves"
    ],
    examples: [
      .bad(
        balancer("[\"10.0.0.1:6443\", \"10.0.0.2:6443\"]", marked: true),
        fixed: balancer("[\"10.0.0.1:6443\", \"10.0.0.2:6443\", \"10.0.0.3:6443\"]")),
      .good(balancer("[\"10.0.0.1:6443\", \"10.0.0.2:6443\", \"10.0.0.3:6443\"]")),
    ])

  private static func balancer(_ backends: String, marked: Bool = false) -> String {
    ExampleCluster.spec(
      "controlPlane:", "  nodes:", "    - {name: m1, address: 10.0.0.1}",
      "    - {name: m2, address: 10.0.0.2}", "    - {name: m3, address: 10.0.0.3}", "etcd: stacked",
      "loadBalancers:", "  - name: lb-1", "    kind: cloud",
      "    backends: \(marked ? "⟦\(backends)⟧" : backends)")
  }

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard cluster.isControlPlaneComplete else { return [] }
    return cluster.balancers.compactMap { balancer in
      guard case .stated(let backends, let list) = balancer.backends, !backends.isEmpty else {
        return nil
      }
      let known = Set(backends.compactMap(\.apiServer))
      let missing = cluster.apiServers.indices.filter { !known.contains($0) }
      guard !missing.isEmpty, isCertain(backends, missing, cluster) else { return nil }
      return violation(balancer, backends, list, missing, known.count, cluster)
    }
  }

  /// A backend that matches nothing may be an API server whose address nobody states.
  private func isCertain(_ backends: [Backend], _ missing: [Int], _ cluster: Cluster) -> Bool {
    backends.allSatisfy { $0.apiServer != nil }
      || missing.allSatisfy { index in
        cluster.apiServers[index].node.map { cluster.nodes[$0].address != nil } ?? false
      }
  }

  private func violation(
    _ balancer: LoadBalancer, _ backends: [Backend], _ list: Span, _ missing: [Int], _ left: Int,
    _ cluster: Cluster
  ) -> Violation {
    let names = missing.map { cluster.apiServers[$0].name }.joined(separator: ", ")
    var violation = Violation(
      "\(balancer.name) does not send to \(names): \(left) of \(cluster.apiServers.count) API servers "
        + "are behind it", at: list)
    violation.label = "without \(names)"
    violation.related = missing.compactMap { index in
      cluster.apiServers[index].node.map { .init("not behind it", at: cluster.nodes[$0].span) }
    }
    violation.help = "add \(names)"
    violation.fixes = fix(backends, list, missing, cluster)
    return violation
  }

  /// Each missing server's address with the port that its siblings have.
  private func fix(
    _ backends: [Backend], _ list: Span, _ missing: [Int], _ cluster: Cluster
  ) -> [Fix] {
    let ports = Set(backends.map { HostPort.parse($0.text.value)?.port })
    guard ports.count == 1, let port = ports.first else { return [] }
    let addresses = missing.compactMap { index in
      cluster.apiServers[index].node.flatMap { cluster.nodes[$0].address?.value }
    }
    guard addresses.count == missing.count, missing.count == 1, let address = addresses.first else {
      return []
    }
    let host = address.contains(":") ? "[\(address)]" : address
    let item = port.map { "\(host):\($0)" } ?? host
    return [Fix("add \(item)", safety: .safe, [.addItem(list: list, text: item)])]
  }
}
