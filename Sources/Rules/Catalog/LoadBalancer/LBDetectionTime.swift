import ClusterModel
import Syntax

struct LBDetectionTime: Rule {
  private static let grace = Grade(
    "not below the node monitor's grace period", lab: .note, standard: .error, prod: .error)
  private static let lease = Grade(
    "not below the renew deadline of a controller that goes through it", lab: nil,
    standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "lb-detection-time", category: .loadBalancer, grades: [grace, lease],
    summary: "A balancer takes too long to see that an API server is gone.",
    rationale: """
      Until the balancer has seen that a backend is gone, connections go there and hang. Longer than \
      the node monitor's grace period, and nodes behind it turn NotReady all at once; longer than a \
      renew deadline, and controllers behind it lose their leases.
      """,
    remedy: "Check every 2 seconds and give up after 3 failures, as haproxy does by default.",
    sources: [
      "haproxy configuration manual 5.2: inter 2s, fall 3",
      "kubernetes pkg/controller/nodelifecycle/config/v1alpha1/defaults.go: grace period 50s, "
        + "40s before 1.32",
      "client-go tools/leaderelection: renew deadline 10s",
    ],
    examples: [
      .bad(
        ExampleBalancer.haproxy(
          "default-server inter ⟦20s⟧ fall 3", "server m1 10.0.0.1:6443 check",
          "server m2 10.0.0.2:6443 check"), file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy(
          "default-server inter 2s fall 3", "server m1 10.0.0.1:6443 check",
          "server m2 10.0.0.2:6443 check")),
      .bad(
        ExampleBalancer.besideWeb(
          "default-server inter ⟦20s⟧", "server m1 10.0.0.1:6443 check"), file: "haproxy.cfg"),
      .bad(
        ExampleKeepalived.instance("virtual_router_id 51", script: "weight -20")
          .replacing("interval 2", with: "interval ⟦20⟧"), file: "keepalived.conf",
        fixed: ExampleKeepalived.instance("virtual_router_id 51", script: "weight -20")),
      .good(
        ExampleBalancer.haproxy(
          "default-server inter 10s fall 3", "server m1 10.0.0.1:6443 check",
          "server m2 10.0.0.2:6443 check"), file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy("server m1 10.0.0.1:6443 check", "server m2 10.0.0.2:6443 check"),
        file: "haproxy.cfg"),
    ])

  /// haproxy's own, which the fix sets.
  private static let wantedInterval: Int64 = 2000
  private static let wantedFall = 3

  func violations(in view: ClusterView) -> [Violation] {
    if view.cluster.balancers.isEmpty { return [] }
    let limit = DetectionLimit(view)
    return checks(view, limit) + scripts(view, limit)
  }

  private func checks(_ view: ClusterView, _ limit: DetectionLimit) -> [Violation] {
    view.balancerChecks { limit.exceeded(by: $0.check) }.compactMap { excess, checks in
      guard let first = checks.first else { return nil }
      let check = first.check
      let seconds = DetectionLimit.text(excess.detection)
      var violation = Violation(
        "\(checks.names) \(checks.isOne ? "needs" : "need") \(seconds) to see that an API server is "
          + "gone, \(excess.comparison): \(excess.effect)",
        at: check.interval.span ?? check.fall.span ?? check.span)
      violation.label = "\(seconds) until it is out"
      violation.notes = [Self.arithmetic(check)]
      violation.related = checks.dropFirst().map {
        .init("here too", at: $0.check.interval.span ?? $0.check.span)
      }
      violation.help = "check every 2s and give up after 3 failures: 6s"
      violation.grade = excess.isGrace ? Self.grace : Self.lease
      violation.isAboutDefault = !check.isTimingStated
      violation.subject = first.subject
      violation.fixes = [
        Fix(
          "check every 2s", safety: .unsafe,
          checks.changes(
            .hurryChecks(milliseconds: Self.wantedInterval, fall: Self.wantedFall)))
      ]
      return violation
    }
  }

  /// keepalived's scripts: until one has failed often enough, the address stays on a machine whose
  /// proxy is gone; then the next takes over within one advertisement.
  private func scripts(_ view: ClusterView, _ limit: DetectionLimit) -> [Violation] {
    var seen: [DetectionLimit.Excess: Int] = [:]
    var found: [Violation] = []
    var spans: Set<Span> = []
    for balancer in view.cluster.balancers {
      for instance in balancer.vrrp where spans.insert(instance.name.span).inserted {
        for script in instance.scripts {
          guard let detection = script.detection, let advert = instance.advertInterval.value,
            let excess = limit.exceeded(by: detection.addingReportingOverflow(advert).partialValue)
          else { continue }
          let place = script.interval.span ?? script.fall.span ?? script.name.span
          if let index = seen[excess] {
            found[index].related.append(.init("here too", at: place))
          } else {
            seen[excess] = found.count
            found.append(violation(balancer.name, script, excess, at: place))
          }
        }
      }
    }
    return found
  }

  private func violation(
    _ name: String, _ script: VRRPScript, _ excess: DetectionLimit.Excess, at place: Span
  ) -> Violation {
    let seconds = DetectionLimit.text(excess.detection)
    var violation = Violation(
      "\(name) needs \(seconds) to give its address up when \(script.name.value) fails, "
        + "\(excess.comparison): \(excess.effect)", at: place)
    violation.label = "\(seconds) until it moves"
    violation.help = "run it every 2s and give up after 3 failures"
    violation.grade = excess.isGrace ? Self.grace : Self.lease
    violation.isAboutDefault = !script.interval.isStated && !script.fall.isStated
    violation.subject = "script \(script.name.value)"
    let changes = [
      Self.lowered(script.interval, to: Self.wantedInterval) { String($0 / 1000) },
      Self.lowered(script.fall, to: Self.wantedFall) { String($0) },
    ].compactMap(\.self)
    if !changes.isEmpty {
      violation.fixes = [Fix("run it every 2s", safety: .unsafe, changes)]
    }
    return violation
  }

  private static func lowered<Value: Comparable>(
    _ fact: Fact<Value>, to wanted: Value, _ text: (Value) -> String
  ) -> Change? {
    guard case .stated(let value, let span) = fact, value > wanted else { return nil }
    return .replaceText(span, text(wanted))
  }

  private static func arithmetic(_ check: HealthCheck) -> String {
    let interval = DetectionLimit.text((check.interval.value ?? 0))
    let fall = check.fall.value ?? 0
    guard let retry = check.retryInterval?.value else {
      return "\(fall) failures in a row, \(interval) apart"
    }
    return "\(fall) failures in a row: the first within \(interval), the others "
      + "\(DetectionLimit.text(retry)) apart"
  }
}
