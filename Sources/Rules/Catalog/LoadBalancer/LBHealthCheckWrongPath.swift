import ClusterModel
import Syntax

struct LBHealthCheckWrongPath: Rule {
  private static let healthz = Grade("/healthz", lab: nil, standard: .note, prod: .note)
  private static let livez = Grade("/livez", lab: nil, standard: .note, prod: .warning)
  private static let other = Grade("another path", lab: nil, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "lb-health-check-wrong-path", category: .loadBalancer, grades: [healthz, livez, other],
    summary: "A balancer asks API servers for something else than /readyz.",
    rationale: """
      Only /readyz turns to failure when an API server begins to shut down, so that the balancer can \
      stop sending to it before connections break. /healthz, deprecated since 1.16, and /livez stay \
      well until the end; other paths may answer 200, 401 or 403 whatever the server's state.
      """,
    remedy: "Ask for /readyz, and expect 200.",
    sources: [
      "kubernetes.io: Kubernetes API health endpoints",
      "apiserver server/genericapiserver.go: readyz fails once the shutdown delay begins",
      "openshift/machine-config-operator#1724",
    ],
    examples: [
      .bad(
        ExampleBalancer.haproxy(
          "option httpchk GET ⟦/healthz⟧", "server m1 10.0.0.1:6443 check check-ssl verify none"),
        file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy(
          "option httpchk GET /readyz", "server m1 10.0.0.1:6443 check check-ssl verify none")),
      .bad(
        ExampleBalancer.haproxy(
          "option httpchk", "http-check connect ssl", "http-check send meth GET uri ⟦/version⟧",
          "server m1 10.0.0.1:6443 check verify none"), file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy(
          "option httpchk", "http-check connect ssl", "http-check send meth GET uri /readyz",
          "server m1 10.0.0.1:6443 check verify none")),
      .bad(
        ExampleBalancer.besideWeb(
          "option httpchk GET ⟦/healthz⟧", "server m1 10.0.0.1:6443 check check-ssl verify none"),
        file: "haproxy.cfg"),
      .bad(
        ExampleBalancer.haproxy(
          "option httpchk GET ⟦/⟧", "http-check expect status 403",
          "server m1 10.0.0.1:6443 check check-ssl verify none"), file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy(
          "option httpchk GET /readyz?verbose",
          "server m1 10.0.0.1:6443 check check-ssl verify none"), file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy(
          "option httpchk GET /status", "server m1 10.0.0.1:6443 check port 10080"),
        file: "haproxy.cfg"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.balancerChecks { Self.wrongPath($0) }.compactMap { path, checks in
      guard let first = checks.first, let fact = first.check.path else { return nil }
      var violation = Violation(
        "\(checks.names) \(checks.isOne ? "asks" : "ask") API servers for \(path): \(Self.effect(path))",
        at: fact.span ?? first.check.span)
      violation.label = "not /readyz"
      violation.related = checks.dropFirst().map {
        .init("here too", at: $0.check.path?.span ?? $0.check.span)
      }
      violation.help = "ask for /readyz"
      violation.grade =
        path == "/healthz" ? Self.healthz : path == "/livez" ? Self.livez : Self.other
      violation.isAboutDefault = !fact.isStated
      violation.subject = first.subject
      let places = Set(checks.compactMap { $0.check.path?.span })
      if !places.isEmpty, checks.allSatisfy({ Self.mayAskReadyz($0, view.cluster) }) {
        violation.fixes = [
          Fix(
            "ask for /readyz", safety: .safe,
            places.sorted().map { .replaceText($0, "/readyz") })
        ]
      }
      return violation
    }
  }

  /// What a check expects now may be the answer of its path alone, and the path may be others' too.
  private static func mayAskReadyz(_ item: BalancerCheck, _ cluster: Cluster) -> Bool {
    item.check.expectation.takesReady
      && item.check.path?.span.map(cluster.balancers[item.balancer].isShared) != true
  }

  /// The path without its query, where it is not `/readyz`.
  private static func wrongPath(_ item: BalancerCheck) -> String? {
    guard item.check.kind.value == .http || item.check.kind.value == .https, item.asksAPIServer,
      let path = item.check.path?.value
    else { return nil }
    let bare = String(path.prefix { $0 != "?" })
    return bare == "/readyz" ? nil : bare
  }

  private static func effect(_ path: String) -> String {
    switch path {
    case "/healthz", "/livez": "it stays well while a server shuts down"
    default: "its answer does not tell whether a server is ready"
    }
  }
}
