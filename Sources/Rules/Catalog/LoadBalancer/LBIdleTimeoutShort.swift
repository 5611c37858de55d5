import ClusterModel
import Syntax

struct LBIdleTimeoutShort: Rule {
  static let about = RuleAbout(
    name: "lb-idle-timeout-short", category: .loadBalancer, grades: [.warning],
    summary: "A balancer cuts connections to API servers that are merely quiet.",
    rationale: """
      client-go asks whether a connection is alive only after 30 seconds of silence, and waits 15 for \
      the answer. A balancer that cuts earlier breaks quiet watches again and again, and first of all \
      `kubectl exec` and `kubectl logs -f`.
      """,
    remedy: "Let quiet connections live for 5 minutes at least; hours do no harm.",
    sources: [
      "apimachinery pkg/util/net/http.go: readIdleTimeout 30s, pingTimeout 15s",
      "kubeadm docs/ha-considerations.md: 35s", "kubespray docs/operations/ha-mode.md",
    ],
    examples: [
      .bad(
        ExampleBalancer.haproxy("timeout server ⟦30s⟧", "server m1 10.0.0.1:6443 check"),
        file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy("timeout server 5m", "server m1 10.0.0.1:6443 check")),
      .bad(
        ExampleBalancer.besideWeb("", "server m1 10.0.0.1:6443 check").replacing(
          "client 4h", with: "client ⟦20s⟧"), file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy("timeout server 35s", "server m1 10.0.0.1:6443 check"),
        file: "haproxy.cfg"),
    ])

  /// client-go's `readIdleTimeout`, up to which no ping is sent.
  private static let shortest: Int64 = 30_000

  func violations(in view: ClusterView) -> [Violation] {
    var first: [Int64: Int] = [:]
    var found: [Violation] = []
    for balancer in view.cluster.balancers {
      guard case .stated(let time, let span) = balancer.idleTimeout, time <= Self.shortest else {
        continue
      }
      if let index = first[time] {
        found[index].related.append(.init("here too", at: span))
        continue
      }
      first[time] = found.count
      var violation = Violation(
        "\(balancer.name) cuts connections that are quiet for \(DetectionLimit.text(time)): watches "
          + "break before anybody asks whether they live", at: span)
      violation.label = "must be more than 30s"
      violation.help = "let quiet connections live for 5 minutes at least"
      violation.subject = balancer.name
      if !balancer.isShared(span) {
        violation.fixes = [Fix("set it to 5m", safety: .unsafe, [.replaceText(span, "5m")])]
      }
      found.append(violation)
    }
    return found
  }
}
