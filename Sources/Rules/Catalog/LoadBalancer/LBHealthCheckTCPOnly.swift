import ClusterModel
import Syntax

struct LBHealthCheckTCPOnly: Rule {
  static let about = RuleAbout(
    name: "lb-health-check-tcp-only", category: .loadBalancer,
    grades: [Grade(lab: nil, standard: .note, prod: .warning)],
    summary: "A balancer asks API servers for no more than a connection.",
    rationale: """
      An API server that cannot reach etcd, or that is shutting down, still accepts connections: it \
      keeps its share of the traffic, and answers with errors.
      """,
    remedy: """
      Ask for /readyz over TLS and expect 200. Anonymous requests must be allowed to ask it, as they \
      are by default.
      """,
    sources: [
      "kube-hetzner/terraform-hcloud-kube-hetzner#2176",
      "syself/cluster-api-provider-hetzner#1339", "kube-vip/kube-vip#890",
      "openshift/installer#4012",
      "kubernetes.io: Kubernetes API health endpoints",
    ],
    examples: [
      .bad(
        ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 ⟦check⟧", "server m2 10.0.0.2:6443 check"),
        file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy(
          "option httpchk GET /readyz", "http-check expect status 200",
          "server m1 10.0.0.1:6443 check check-ssl verify none",
          "server m2 10.0.0.2:6443 check check-ssl verify none")),
      .bad(
        ExampleBalancer.haproxy(
          "⟦option ssl-hello-chk⟧", "default-server inter 2s", "server m1 10.0.0.1:6443 check",
          "server m2 10.0.0.2:6443 check"), file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy(
          "option httpchk GET /readyz", "http-check expect status 200",
          "server m1 10.0.0.1:6443 check check-ssl verify none"), file: "haproxy.cfg"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let groups = view.balancerChecks { item in
      item.check.kind.value == .tcp || item.check.kind.value == .tls ? true : nil
    }
    return groups.compactMap { group in
      guard let first = group.checks.first else { return nil }
      let isOne = group.checks.isOne
      var violation = Violation(
        "\(group.checks.names) \(isOne ? "checks" : "check") no more than that a connection opens: "
          + "an API server that cannot reach etcd keeps its traffic",
        at: first.check.kind.span ?? first.check.span)
      violation.label = "opens a connection"
      violation.related = group.checks.dropFirst().map {
        .init("nor does this", at: $0.check.kind.span ?? $0.check.span)
      }
      violation.help = "ask for /readyz over TLS, and expect 200"
      violation.isAboutDefault = !first.check.kind.isStated
      violation.subject = first.subject
      violation.fixes = [
        Fix("ask for /readyz over TLS", safety: .unsafe, group.checks.changes(.askReadyz))
      ]
      return violation
    }
  }
}
