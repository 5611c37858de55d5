import ClusterModel
import Syntax

struct EtcdServersSchemeMismatch: Rule {
  static let about = RuleAbout(
    name: "etcd-servers-scheme-mismatch", category: .etcdEndpoints, grades: [.refused],
    summary: "An endpoint is http where the member serves https, or the other way round.",
    rationale: """
      A member that serves TLS does not answer plain requests, nor the reverse: the endpoint is \
      listed and of no use. In a list of both, only one kind can be right.
      """,
    remedy: "Write each endpoint with the scheme of its member's client URL.",
    sources: ["kubernetes cmd/kubeadm/app/apis/kubeadm/validation/validation.go ValidateEtcd"],
    examples: [
      .bad(
        ExampleCluster.external(
          "etcd-servers: ⟦http://10.0.0.21:2379⟧,https://10.0.0.22:2379,https://10.0.0.23:2379"),
        fixed: ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
      .bad(
        ExampleText.unit(
          "/usr/local/bin/kube-apiserver",
          "--etcd-servers=https://10.0.0.1:2379,⟦http://10.0.0.2:2379⟧,https://10.0.0.3:2379",
          "--etcd-cafile=/pki/ca.crt", "--etcd-certfile=/pki/c.crt", "--etcd-keyfile=/pki/c.key"),
        file: "kube-apiserver.service"),
      .bad(
        kubeadm("⟦http://10.0.0.1:2379⟧", "caFile: /pki/ca.crt"), file: "kubeadm.yaml"),
      .good(kubeadm("http://10.0.0.1:2379"), file: "kubeadm.yaml"),
      .good(
        ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
    ])

  private static func kubeadm(_ endpoint: String, _ files: String...) -> String {
    """
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    etcd:
      external:
        endpoints: ["\(endpoint)"]
    \(files.map { "    \($0)" }.joined(separator: "\n"))

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    var spans: Set<Span> = []
    return view.serversWithStatedLists.flatMap { server in
      hasFiles(server, view.cluster)
        ? [refused(server, view)].compactMap { $0 }.filter { spans.insert($0.span).inserted }
        : wrong(server, view.cluster).compactMap { endpoint, expected -> Violation? in
          guard spans.insert(endpoint.text.span).inserted else { return nil }
          return violation(endpoint, expected, server, view)
        }
    }
  }

  /// kubeadm's list with files for TLS beside it, in which no endpoint may be `http`.
  private func refused(_ server: APIServer, _ view: ClusterView) -> Violation? {
    let plain = server.servers.endpoints.filter {
      EndpointURL.parse($0.text.value)?.scheme == "http"
    }
    guard let first = plain.first else { return nil }
    var violation = Violation(
      "\(view.title(of: server)): \(first.text.value) is http beside files for https: kubeadm "
        + "refuses the configuration", at: first.text.span)
    violation.related = plain.dropFirst().map { .init("http too", at: $0.text.span) }
    violation.help = "write https://, or drop caFile, certFile and keyFile"
    return violation
  }

  /// Endpoints whose scheme cannot be right, with what it should be, where that is known.
  private func wrong(
    _ server: APIServer, _ cluster: Cluster
  ) -> [(EtcdEndpoint, expected: String?)] {
    let endpoints = server.servers.endpoints.compactMap { endpoint in
      EndpointURL.parse(endpoint.text.value).flatMap { Self.isKnown($0) ? (endpoint, $0) : nil }
    }
    if case .stated = cluster.etcd.membership {
      let known = endpoints.compactMap { endpoint, url -> (EtcdEndpoint, expected: String?)? in
        guard let member = endpoint.member,
          let expected = clientScheme(cluster.etcd.members[member], url),
          expected != url.scheme
        else { return nil }
        return (endpoint, expected)
      }
      if !known.isEmpty { return known }
    }
    let plain = endpoints.filter { $0.1.scheme == "http" }
    guard !plain.isEmpty, plain.count < endpoints.count else { return [] }
    return plain.map { ($0.0, nil) }
  }

  /// Whether kubeadm is given a file for TLS beside its list: it then refuses any `http` endpoint.
  private func hasFiles(_ server: APIServer, _ cluster: Cluster) -> Bool {
    guard server.servers.source == .list else { return false }
    return ["etcd-cafile", "etcd-certfile", "etcd-keyfile"].contains { name in
      guard let (flag, set) = server.invocation.flag(name), flag.text != "" else { return false }
      let found = cluster.flagSets[set]
      guard case .namedFields = found.style else { return false }
      return found.format == .kubeadm
    }
  }

  private func clientScheme(_ member: Member, _ url: EndpointURL) -> String? {
    let urls = member.clientURLs.compactMap { EndpointURL.parse($0.value) }
    let same = urls.filter { $0.host == url.host && $0.port == url.port }
    guard let scheme = same.first?.scheme, same.allSatisfy({ $0.scheme == scheme }) else {
      return nil
    }
    return scheme
  }

  private static func isKnown(_ url: EndpointURL) -> Bool {
    url.scheme == "http" || url.scheme == "https"
  }

  private func violation(
    _ endpoint: EtcdEndpoint, _ expected: String?, _ server: APIServer, _ view: ClusterView
  ) -> Violation {
    let text = endpoint.text.value
    let actual = EndpointURL.parse(text)?.scheme ?? ""
    let name = endpoint.member.map { view.cluster.etcd.members[$0].name } ?? "the member"
    var violation = Violation(
      expected.map { "\(view.title(of: server)): \(text) is \(actual), but \(name) serves \($0)" }
        ?? "\(view.title(of: server)): \(text) is http among https endpoints: one kind is wrong",
      at: endpoint.text.span)
    if let member = endpoint.member, expected != nil,
      let url = view.cluster.etcd.members[member].clientURLs.first
    {
      violation.related = [.init("\(name)'s client URL", at: url.span)]
    }
    violation.help = "write \(expected ?? "https")://"
    if let expected, endpoint.text.span.range.count == text.utf8.count {
      let start = Int(endpoint.text.span.start)
      let span = Span(endpoint.text.span.file, start, start + actual.utf8.count)
      violation.fixes = [Fix("write \(expected)://", safety: .safe, [.replaceText(span, expected)])]
    }
    return violation
  }
}
