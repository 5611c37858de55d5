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
      .bad(
        ExampleBalancer.haproxy(
          "⟦server cp1 10.0.0.1:6443 check inter 2s  # first",
          "server cp2 10.0.0.2:6443 check inter 2s⟧  # second"),
        file: "lb-1/haproxy.cfg", beside: ["cluster.yaml": ExampleBalancer.masters],
        fixed: ExampleBalancer.haproxy(
          "server cp1 10.0.0.1:6443 check inter 2s  # first",
          "server cp2 10.0.0.2:6443 check inter 2s  # second",
          "server cp3 10.0.0.3:6443 check inter 2s")),
      .good(
        ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check",
          "server m3 10.0.0.3:6443 check")
          + "\nlisten staging\n  bind *:7443\n  server s1 10.9.0.1:6443 check\n",
        file: "lb-1/haproxy.cfg", beside: ["cluster.yaml": ExampleBalancer.masters]),
      .bad(
        ExampleBalancer.haproxy("⟦server s1 10.9.0.1:6443 check⟧"),
        file: "lb-1/haproxy.cfg", beside: ["cluster.yaml": ExampleBalancer.masters]),
      .good(
        ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check",
          "server m3 m3:6443 check backup"),
        file: "lb-1/haproxy.cfg", beside: ["cluster.yaml": ExampleBalancer.masters]),
      .good(
        ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 check", "server-template m 2 _api._tcp.k8s.internal:6443 check"),
        file: "lb-1/haproxy.cfg", beside: ["cluster.yaml": ExampleBalancer.masters]),
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
    return cluster.balancers.indices.compactMap { index in
      let balancer = cluster.balancers[index]
      guard case .stated(let backends, let list) = balancer.backends, !backends.isEmpty,
        balancer.hasAllBackends
      else { return nil }
      let known = Set(backends.filter { !$0.fact.isDisabled }.compactMap(\.apiServer))
      let missing = cluster.apiServers.indices.filter { !known.contains($0) }
      guard !missing.isEmpty, isCertain(backends, missing, cluster) else { return nil }
      var violation = violation(balancer, backends, list, missing, known.count, cluster)
      violation.fixes = fix(index, backends, missing, cluster)
      return violation
    }
  }

  /// A backend that matches nothing may be an API server whose address nobody states, and a name
  /// may be another name of any machine.
  private func isCertain(_ backends: [Backend], _ missing: [Int], _ cluster: Cluster) -> Bool {
    let strangers = backends.filter { $0.apiServer == nil }
    if strangers.isEmpty { return true }
    let areAddresses = strangers.allSatisfy { backend in
      let host = HostPort.parse(backend.text.value)?.host ?? backend.text.value
      return IPAddress.parse(host) != nil || backend.fact.isBackup
    }
    return areAddresses
      && missing.allSatisfy { index in
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
    let disabled = backends.filter { backend in
      backend.fact.isDisabled && backend.apiServer.map(missing.contains) == true
    }
    violation.related =
      missing.compactMap { index in
        cluster.apiServers[index].node.map { .init("not behind it", at: cluster.nodes[$0].span) }
      } + disabled.map { .init("written down, and given no connections", at: $0.fact.entry) }
    violation.help = "add \(names)"
    return violation
  }

  /// Each missing server's address, in the hand of its siblings.
  private func fix(
    _ balancer: Int, _ backends: [Backend], _ missing: [Int], _ cluster: Cluster
  ) -> [Fix] {
    let listed = Set(backends.compactMap(\.apiServer))
    let new = missing.compactMap { index -> BalancerChange.NewBackend? in
      guard !listed.contains(index), let node = cluster.apiServers[index].node,
        let address = cluster.nodes[node].address
      else { return nil }
      return BalancerChange.NewBackend(
        name: cluster.nodes[node].name, host: HostPort.parse(address.value)?.host ?? address.value)
    }
    guard new.count == missing.count else { return [] }
    let hosts = new.map(\.host).joined(separator: ", ")
    // Where no backend is of this cluster, the balancer may be another's.
    let safety: Fix.Safety = listed.isEmpty ? .suggestion : .safe
    return [Fix("add \(hosts)", safety: safety, [.changeBalancer(balancer, .addBackends(new))])]
  }
}
