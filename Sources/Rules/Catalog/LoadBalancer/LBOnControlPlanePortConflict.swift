import ClusterModel
import Syntax

struct LBOnControlPlanePortConflict: Rule {
  static let about = RuleAbout(
    name: "lb-on-control-plane-port-conflict", category: .loadBalancer, grades: [.error],
    summary: "A balancer on a control-plane node takes the API server's own port.",
    rationale: """
      Two programs cannot listen on one port of one address, and one that listens on every address \
      takes it on all: whichever starts second ends with \"address already in use\", so that after a \
      restart either the balancer or the API server of the node is gone.
      """,
    remedy: """
      Let the balancer listen on another port, such as 8443, or bind both to addresses of their own.
      """,
    sources: [
      "kubespray docs/operations/ha-mode.md", "kubeadm docs/ha-considerations.md",
      "apiserver pkg/server/options/serving.go: --permit-address-sharing is off",
    ],
    examples: [
      .bad(
        ExampleBalancer.haproxy("server m1 10.0.0.1:6443 check").replacing(
          "bind *:6443", with: "bind ⟦*:6443⟧"), file: "m1/haproxy.cfg",
        beside: ["m1/kube-apiserver.yaml": apiServer("--secure-port=6443")],
        fixed: ExampleBalancer.haproxy("server m1 10.0.0.1:6443 check").replacing(
          "*:6443", with: "*:8443")),
      .good(
        ExampleBalancer.haproxy("server m1 10.0.0.1:6443 check").replacing(
          "*:6443", with: "*:8443"),
        file: "m1/haproxy.cfg", beside: ["m1/kube-apiserver.yaml": apiServer("--secure-port=6443")]),
      .good(
        ExampleBalancer.haproxy("server m1 10.0.0.1:6443 check").replacing(
          "*:6443", with: "10.0.0.4:6443"), file: "m1/haproxy.cfg",
        beside: ["m1/kube-apiserver.yaml": apiServer("--bind-address=10.0.0.1")]),
    ])

  private static func apiServer(_ flag: String) -> String {
    ExampleText.pod(
      "kube-apiserver", "--advertise-address=10.0.0.1", flag,
      "--etcd-servers=https://10.0.0.1:2379")
  }

  /// `NewSecureServingOptions`: port 6443 (cmd/kube-apiserver/app/options), every address.
  private static let standardPort = 6443
  /// The port of kubeadm's own example (docs/ha-considerations.md).
  private static let freePort = 8443
  private static let everyAddress = "0.0.0.0"

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.balancers.compactMap { balancer in
      guard let node = balancer.node, balancer.runsProcess,
        let server = view.cluster.apiServers.first(where: { $0.node == node }),
        view.isKnown(server.invocation)
      else { return nil }
      return violation(balancer, server, view)
    }
  }

  private func violation(
    _ balancer: LoadBalancer, _ server: APIServer, _ view: ClusterView
  ) -> Violation? {
    let port = server.invocation.value("secure-port", default: Self.standardPort) { Int($0) }
    let host = server.invocation.text("bind-address", default: Self.everyAddress)
    guard let wanted = port.value, let own = host.value,
      let listen = balancer.listens.first(where: { Self.collides($0.value, wanted, own) })
    else { return nil }
    var violation = Violation(
      "\(balancer.name) listens on port \(wanted) of \(server.name), as the API server there does: "
        + "whichever starts second ends", at: listen.span)
    violation.label = "taken by kube-apiserver"
    violation.related = [
      .init(
        "the API server", at: port.span ?? host.span ?? server.invocation.anchor ?? listen.span)
    ]
    violation.help = "listen on another port, such as 8443, or bind both to their own addresses"
    violation.fixes = otherPort(listen.span, wanted, view)
    violation.subject = balancer.name
    return violation
  }

  /// Another port for the balancer: whoever connects to it has to be told, so that it stays a
  /// suggestion.
  private func otherPort(_ span: Span, _ port: Int, _ view: ClusterView) -> [Fix] {
    let digits = String(port)
    guard let text = view.file(span.file)?.text(span), text.hasSuffix(digits) else { return [] }
    let end = Int(span.end)
    return [
      Fix(
        "listen on port \(Self.freePort)", safety: .suggestion,
        [.replaceText(Span(span.file, end - digits.utf8.count, end), String(Self.freePort))])
    ]
  }

  private static func collides(_ listen: String, _ port: Int, _ own: String) -> Bool {
    let isEvery = listen.hasPrefix(":")
    guard let door = HostPort.parse(isEvery ? "every\(listen)" : listen), door.port == port else {
      return false
    }
    if isEvery || isAny(door.host) || isAny(own) { return true }
    return IPAddress.parse(door.host) != nil && IPAddress.parse(door.host) == IPAddress.parse(own)
  }

  private static func isAny(_ host: String) -> Bool {
    host == "0.0.0.0" || host == "::" || host.isEmpty
  }
}

extension LoadBalancer {
  /// Whether a process of its own accepts the connections: an address that keepalived or kube-vip
  /// holds is served by whoever listens there.
  fileprivate var runsProcess: Bool {
    switch kind {
    case .haproxy, .nginx, .envoy, .nodeLocal: true
    case .keepalived, .kubeVIP, .cloud, .dns, .other: false
    }
  }
}

extension ClusterView {
  /// Whether a command line was read: a description does not say on which port a server listens.
  fileprivate func isKnown(_ invocation: Invocation) -> Bool {
    !invocation.layers.isEmpty
      && invocation.layers.allSatisfy { layer in
        guard cluster.flagSets.indices.contains(layer) else { return false }
        switch cluster.flagSets[layer].style {
        case .commandLine, .argumentList: return cluster.flagSets[layer].format != .haplan
        default: return false
        }
      }
  }
}
