import ClusterModel
import Syntax

struct LBTLSTerminating: Rule {
  static let about = RuleAbout(
    name: "lb-tls-terminating", category: .loadBalancer, grades: [.warning],
    summary: "A balancer ends TLS in front of API servers instead of passing it on.",
    rationale: """
      Kubelets and the kubeconfig files of kubeadm prove who they are by client certificates, which \
      only the end of the TLS connection sees. Behind a balancer that ends it they are anonymous, and \
      refused.
      """,
    remedy: "Pass connections on as they are: `mode tcp` in haproxy, a `stream` in nginx.",
    sources: ["kubernetes.io: creating highly available clusters with kubeadm, TCP forwarding"],
    examples: [
      .bad(
        ExampleBalancer.haproxy("mode ⟦http⟧", "server m1 10.0.0.1:6443 check"),
        file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy("mode tcp", "server m1 10.0.0.1:6443 check")),
      .bad(
        ExampleBalancer.haproxy("mode ⟦http⟧", "server m1 10.0.0.1:6443 check").replacing(
          "  bind", with: "  mode http\n  bind"), file: "haproxy.cfg",
        fixed: ExampleBalancer.haproxy("mode tcp", "server m1 10.0.0.1:6443 check").replacing(
          "  bind", with: "  mode tcp\n  bind")),
      .bad(
        ExampleBalancer.besideWeb("mode ⟦http⟧", "server m1 10.0.0.1:6443 check"),
        file: "haproxy.cfg"),
      .bad(
        ExampleBalancer.haproxy("mode ⟦http⟧", "server m1 10.0.0.1:6443 check").replacing(
          "bind *:6443", with: "mode http\n  bind *:6443 ssl crt /etc/haproxy/api.pem"),
        file: "haproxy.cfg"),
      .bad(
        ExampleBalancer.haproxy("server m1 10.0.0.1:6443 check ssl verify none").replacing(
          "bind *:6443", with: "bind *:6443 ⟦ssl⟧ crt /etc/haproxy/api.pem"), file: "haproxy.cfg"),
      .good(ExampleBalancer.haproxy("server m1 10.0.0.1:6443 check"), file: "haproxy.cfg"),
      .good(
        ExampleBalancer.haproxy("mode tcp", "server m1 10.0.0.1:6443 check").replacing(
          "defaults\n  mode tcp", with: "defaults\n  mode http"), file: "haproxy.cfg"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.balancers.indices.compactMap { index in
      let balancer = view.cluster.balancers[index]
      guard let sign = balancer.endsTLS, !balancer.listedBackends.isEmpty else { return nil }
      let what =
        sign.value == "ssl" ? "ends TLS itself" : "reads requests instead of passing TLS on"
      var violation = Violation(
        "\(balancer.name) \(what): API servers see no client certificates behind it", at: sign.span)
      violation.label = "no longer TLS of the client"
      violation.help = "pass connections on as they are"
      if sign.value == "http" {
        violation.fixes = [Fix("use mode tcp", safety: .unsafe, [.changeBalancer(index, .passOn)])]
      }
      return violation
    }
  }
}
