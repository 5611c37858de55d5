import ClusterModel
import Syntax

struct LBNoHealthCheck: Rule {
  static let about = RuleAbout(
    name: "lb-no-health-check", category: .loadBalancer, grades: [.refused],
    summary: "A balancer sends to API servers without checking that they are up.",
    rationale: """
      A backend that is never checked is taken to be up for ever. When its machine is down, every \
      connection that is sent there hangs until it times out: with one of three gone, each third \
      call of kubelets and clients fails.
      """,
    remedy: "Let the balancer check each backend: `check` in haproxy, max_fails above 0 in nginx.",
    sources: [
      "haproxy configuration manual 5.2, check: a server without it is always available",
      "nginx ngx_stream_upstream_module: max_fails=0 disables the accounting of attempts",
      "kubespray roles/kubernetes/node/templates/loadbalancer",
    ],
    standsInFor: ["lb-health-check-tcp-only", "lb-detection-time"],
    examples: [
      .bad(
        ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check",
          "server m3 ⟦10.0.0.3:6443⟧"), file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check",
          "server m3 10.0.0.3:6443 check")),
      .bad(
        ExampleBalancer.haproxy(
          "option httpchk GET /readyz", "server m1 ⟦10.0.0.1:6443⟧",
          "server m2 10.0.0.2:6443"), file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy(
          "option httpchk GET /readyz", "server m1 10.0.0.1:6443 check check-ssl verify none",
          "server m2 10.0.0.2:6443 check check-ssl verify none")),
      .good(
        ExampleBalancer.haproxy(
          "default-server check inter 2s fall 3", "server m1 10.0.0.1:6443",
          "server m2 10.0.0.2:6443"), file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy(
          "server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check",
          "server m3 10.0.0.3:6443 disabled"), file: "haproxy.cfg"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.balancerChecks.compactMap { item in
      guard case .stated(.none, let span) = item.check.kind else { return nil }
      let count = item.backends.count
      let backends =
        item.backends.isEmpty
        ? "its backends" : count == 1 ? item.backends[0].text.value : "\(count) backends"
      var violation = Violation(
        "\(item.name) sends to \(backends) without checking that "
          + "\(count == 1 ? "it is" : "they are") up", at: span)
      violation.label = "never checked"
      violation.related = item.backends.compactMap { backend in
        guard let place = backend.check?.kind.span, place != span else { return nil }
        return .init("nor this one", at: place)
      }
      violation.help = "check every backend"
      violation.subject = item.subject
      violation.fixes = [
        Fix("check every backend", safety: .safe, [.changeBalancer(item.balancer, .enableChecks)])
      ]
      return violation
    }
  }
}
