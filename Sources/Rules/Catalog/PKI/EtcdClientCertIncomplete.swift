import ClusterModel
import Syntax

struct EtcdClientCertIncomplete: Rule {
  private static let halfPair = Grade(
    "only one of certificate and key", lab: .error, standard: .error, prod: .error)
  private static let kubeadmWithoutCA = Grade(
    "no CA, in kubeadm's fields", lab: .error, standard: .error, prod: .error)
  private static let withoutCA = Grade(
    "no CA, elsewhere; or none of the three for https",
    lab: .warning, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "etcd-client-cert-incomplete", category: .pki,
    grades: [halfPair, kubeadmWithoutCA, withoutCA],
    summary: "An API server has only some of CA, certificate and key for its etcd.",
    rationale: """
      A certificate without its key, or a key without its certificate, stops the API server at \
      start-up. Without a CA it trusts etcd's certificate only if the system does, and kubeadm \
      refuses the configuration. Without all three it cannot talk to an etcd that asks its \
      clients for certificates. Each time that machine serves nothing.
      """,
    remedy: "State --etcd-cafile, --etcd-certfile and --etcd-keyfile together.",
    sources: [
      "etcd client/pkg/transport/listener.go ClientConfig: both certificate and key",
      "cmd/kubeadm/app/apis/kubeadm/validation/validation.go ValidateEtcd",
    ],
    examples: [
      .bad(
        ExampleText.apiServer(
          "etcd-servers: https://10.0.0.1:2379", "etcd-cafile: /etc/etcd/ca.crt",
          "etcd-certfile: ⟦/etc/etcd/client.crt⟧")),
      .bad(
        ExampleText.unit(
          "⟦/usr/local/bin/kube-apiserver⟧", "--etcd-servers=https://10.0.0.1:2379",
          "--allow-privileged=true"),
        file: "kube-apiserver.service"),
      .bad(
        ExampleText.pod("⟦kube-apiserver⟧", "--etcd-servers=https://10.0.0.1:2379"),
        file: "kube-apiserver.yaml"),
      .bad(
        kubeadm("certFile: ⟦/etc/etcd/client.crt⟧", "keyFile: /etc/etcd/client.key"),
        file: "kubeadm.yaml"),
      .bad(
        kubeadm("caFile: /etc/etcd/ca.crt", "keyFile: ⟦/etc/etcd/client.key⟧"),
        file: "kubeadm.yaml"),
      .good(
        ExampleText.apiServer(
          "etcd-servers: https://10.0.0.1:2379", "etcd-cafile: /etc/etcd/ca.crt",
          "etcd-certfile: /etc/etcd/client.crt", "etcd-keyfile: /etc/etcd/client.key")),
      .good(
        ExampleText.apiServer(
          "etcd-servers: https://10.0.0.1:2379", "etcd-cafile: /etc/etcd/ca.crt")),
    ])

  private static func kubeadm(_ files: String...) -> String {
    """
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    etcd:
      external:
        endpoints:
          - https://10.0.0.1:2379
    \(files.map { "    \($0)" }.joined(separator: "\n"))

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    view.cluster.invocations(of: .apiServer).compactMap { violation($0, view) }
  }

  private func violation(_ invocation: Invocation, _ view: ClusterView) -> Violation? {
    let files = ClientFiles(invocation)
    if let half = files.half {
      // Doubled backslashes hide further flags from systemd as well: half of a pair is all it has.
      return invocation.incompleteness == nil || view.cluster.isCutShort(invocation)
        ? self.half(half, invocation, view) : nil
    }
    guard invocation.incompleteness == nil else { return nil }
    if let certificate = files.certificate, files.key != nil, files.authority == nil {
      return withoutAuthority(certificate, invocation, view)
    }
    guard files.isEmpty, view.isOnCommandLine(invocation), let anchor = invocation.anchor,
      let endpoint = httpsEndpoint(invocation, view)
    else { return nil }
    return withoutAny(endpoint, anchor, invocation, view)
  }

  private func half(
    _ half: (present: String, missing: String), _ invocation: Invocation, _ view: ClusterView
  ) -> Violation? {
    guard let (flag, set) = invocation.flag(half.present) else { return nil }
    var violation = Violation(
      "\(view.title(ofFlagSet: set, component: .apiServer)): --\(half.present) without "
        + "--\(half.missing), so it refuses to start",
      at: flag.valueSpan)
    violation.grade = Self.halfPair
    return finish(violation, missing: half.missing, set: set, invocation)
  }

  private func withoutAuthority(
    _ certificate: (flag: Flag, flagSet: Int), _ invocation: Invocation, _ view: ClusterView
  ) -> Violation {
    let title = view.title(ofFlagSet: certificate.flagSet, component: .apiServer)
    let isKubeadm = view.cluster.flagSets[certificate.flagSet].format == .kubeadm
    let effect =
      isKubeadm
      ? "kubeadm refuses the configuration" : "it trusts etcd only if the system's CAs do"
    var violation = Violation(
      "\(title): certificate and key for etcd without --\(ClientFiles.authority): \(effect)",
      at: certificate.flag.valueSpan)
    violation.grade = isKubeadm ? Self.kubeadmWithoutCA : Self.withoutCA
    return finish(
      violation, missing: ClientFiles.authority, set: certificate.flagSet, invocation)
  }

  private func withoutAny(
    _ endpoint: Located<String>, _ anchor: Span, _ invocation: Invocation, _ view: ClusterView
  ) -> Violation {
    let title = view.title(ofFlagSet: invocation.layers.last ?? 0, component: .apiServer)
    var violation = Violation(
      "\(title): \(endpoint.value) is https, but there is no CA, "
        + "certificate or key for it: etcd turns it away if it asks for certificates",
      at: anchor)
    violation.related = [.init("an https endpoint", at: endpoint.span)]
    violation.grade = Self.withoutCA
    violation.subject = JudgedElector.subject(of: invocation)
    violation.help =
      "state --\(ClientFiles.authority), --\(ClientFiles.certificate) and --\(ClientFiles.key)"
    return violation
  }

  private func finish(
    _ violation: Violation, missing: String, set: Int, _ invocation: Invocation
  ) -> Violation {
    var violation = violation
    violation.help = "add --\(missing)"
    violation.subject = JudgedElector.subject(of: invocation)
    violation.fixes = [
      Fix(
        "add --\(missing) with the file's path", safety: .suggestion,
        [.setFlag(flagSet: set, name: missing, value: "PATH_TO_FILE")])
    ]
    return violation
  }

  private func httpsEndpoint(
    _ invocation: Invocation, _ view: ClusterView
  ) -> Located<String>? {
    guard let (flag, _) = invocation.flag("etcd-servers") else { return nil }
    return flag.list(in: view.file(flag.valueSpan.file))?
      .first { $0.value.lowercased().hasPrefix("https://") }
  }
}

/// The three files of an API server's etcd client.
private struct ClientFiles {
  static let authority = "etcd-cafile"
  static let certificate = "etcd-certfile"
  static let key = "etcd-keyfile"

  let authority: (flag: Flag, flagSet: Int)?
  let certificate: (flag: Flag, flagSet: Int)?
  let key: (flag: Flag, flagSet: Int)?

  init(_ invocation: Invocation) {
    /// An empty path is none.
    func file(_ name: String) -> (flag: Flag, flagSet: Int)? {
      guard let found = invocation.flag(name), found.flag.text != "" else { return nil }
      return found
    }
    authority = file(Self.authority)
    certificate = file(Self.certificate)
    key = file(Self.key)
  }

  var isEmpty: Bool { authority == nil && certificate == nil && key == nil }

  /// One of certificate and key without the other.
  var half: (present: String, missing: String)? {
    switch (certificate == nil, key == nil) {
    case (false, true): (Self.certificate, Self.key)
    case (true, false): (Self.key, Self.certificate)
    default: nil
    }
  }
}
