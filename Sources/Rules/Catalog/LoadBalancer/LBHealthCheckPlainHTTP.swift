import ClusterModel
import Syntax

struct LBHealthCheckPlainHTTP: Rule {
  static let about = RuleAbout(
    name: "lb-health-check-plain-http", category: .loadBalancer, grades: [.refused],
    summary: "A balancer asks API servers in plain HTTP, which speak TLS.",
    rationale: """
      An API server answers a plain request on its TLS port with 400: the check fails for every \
      backend, and the balancer sends to none of them.
      """,
    remedy: "Ask over TLS: `check-ssl` or `http-check connect ssl` in haproxy, HTTPS elsewhere.",
    sources: [
      "Go net/http server.go: \"Client sent an HTTP request to an HTTPS server\", 400",
      "haproxy configuration manual 5.2, check-ssl",
      "kubespray roles/kubernetes/node/templates/loadbalancer/haproxy.cfg.j2",
    ],
    examples: [
      .bad(
        ExampleBalancer.haproxy(
          "⟦option httpchk GET /readyz⟧", "server m1 10.0.0.1:6443 check inter 2s",
          "server m2 10.0.0.2:6443 check inter 2s"), file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy(
          "option httpchk GET /readyz",
          "server m1 10.0.0.1:6443 check check-ssl verify none inter 2s",
          "server m2 10.0.0.2:6443 check check-ssl verify none inter 2s")),
      .bad(
        ExampleBalancer.haproxy(
          "⟦option httpchk⟧", "http-check connect port 6443",
          "http-check send meth GET uri /readyz", "server m1 10.0.0.1:6443 check"),
        file: "haproxy.cfg"),
      .bad(
        ExampleBalancer.haproxy(
          "⟦option httpchk GET /readyz⟧", "server m1 10.0.0.1:6443 check check-ssl verify none",
          "server m2 10.0.0.2:6443 check"), file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy(
          "option httpchk GET /readyz", "server m1 10.0.0.1:6443 check check-ssl verify none",
          "server m2 10.0.0.2:6443 check check-ssl verify none")),
      .good(
        ExampleBalancer.haproxy(
          "option httpchk", "http-check connect ssl", "http-check send meth GET uri /readyz",
          "server m1 10.0.0.1:6443 check verify none"), file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy(
          "option httpchk GET /readyz", "server m1 10.0.0.1:6443 check port 10080"),
        file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy(
          "option httpchk GET /", "http-check expect status 400",
          "server m1 10.0.0.1:6443 check"), file: "haproxy.cfg"),
    ])

  /// Backends that are asked otherwise keep their connections.
  private static func effect(of checks: [BalancerCheck], _ cluster: Cluster) -> String {
    let asked = checks.reduce(0) { $0 + $1.backends.count }
    let all = Set(checks.map(\.balancer)).reduce(0) { sum, index in
      sum + cluster.balancers[index].listedBackends.filter { !$0.fact.isDisabled }.count
    }
    guard asked < all else { return "every check fails, and no backend gets a connection" }
    return "the \(asked == 1 ? "check" : "checks") of \(asked) of \(all) backends "
      + "\(asked == 1 ? "fails, and it gets" : "fail, and they get") no connection"
  }

  /// What a TLS port of Go answers to plain HTTP.
  private static let refusal = 400

  func violations(in view: ClusterView) -> [Violation] {
    let groups = view.balancerChecks { item in
      item.check.kind.value == .http && item.asksAPIServer
        && !item.check.expectation.mayTake(Self.refusal) ? item.check.kind.span : nil
    }
    return groups.map { span, checks in
      var violation = Violation(
        "\(checks.names) \(checks.isOne ? "asks" : "ask") in plain HTTP, and API servers speak TLS: "
          + Self.effect(of: checks, view.cluster), at: span)
      violation.label = "without TLS"
      violation.help = "ask over TLS"
      violation.subject = checks.first?.subject ?? ""
      violation.fixes = [
        Fix("ask over TLS", safety: .safe, checks.changes(.encryptChecks))
      ]
      return violation
    }
  }
}
