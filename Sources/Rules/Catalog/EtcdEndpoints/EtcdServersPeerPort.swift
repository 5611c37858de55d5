import ClusterModel
import Syntax

struct EtcdServersPeerPort: Rule {
  /// The ports that IANA keeps for etcd's clients and peers.
  private static let standardPeerPort = 2380
  private static let standardClientPort = 2379

  static let about = RuleAbout(
    name: "etcd-servers-peer-port", category: .etcdEndpoints, grades: [.refused],
    summary: "An API server is given the port on which members talk to one another.",
    rationale: """
      The peer port does not serve clients; from etcd 3.6 on it answers none of their requests at \
      all, so the API server does not become ready through that endpoint.
      """,
    remedy: "Use the client port, 2379 where nothing else is configured.",
    sources: ["etcd CHANGELOG-3.6, breaking changes (etcd-io/etcd#13565)"],
    examples: [
      .bad(
        ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,⟦https://10.0.0.22:2380⟧,https://10.0.0.23:2379"),
        fixed: ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
      .bad(
        ExampleText.unit(
          "/usr/local/bin/kube-apiserver", "--etcd-servers=⟦http://127.0.0.1:2380⟧"),
        file: "kube-apiserver.service",
        fixed: ExampleText.unit(
          "/usr/local/bin/kube-apiserver", "--etcd-servers=http://127.0.0.1:2379")),
      .bad(
        kubeadm("⟦https://10.0.0.21:2380⟧"), file: "kubeadm.yaml",
        fixed: kubeadm("https://10.0.0.21:2379")),
      .good(
        ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
    ])

  /// A kubeadm file that names no machine.
  private static func kubeadm(_ endpoint: String) -> String {
    """
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    etcd:
      external:
        endpoints:
          - \(endpoint)
          - https://10.0.0.22:2379
          - https://10.0.0.23:2379
        caFile: /etc/kubernetes/pki/etcd/ca.crt
        certFile: /etc/kubernetes/pki/etcd/client.crt
        keyFile: /etc/kubernetes/pki/etcd/client.key
    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    var spans: Set<Span> = []
    return view.serversWithStatedLists.flatMap { server in
      server.servers.endpoints.compactMap { endpoint -> Violation? in
        guard let url = EndpointURL.parse(endpoint.text.value),
          Self.isPeerPort(url, view.cluster), spans.insert(endpoint.text.span).inserted
        else { return nil }
        return violation(endpoint, url, server, view)
      }
    }
  }

  /// Whether a URL names a peer port: a member's own, or the standard one where no member serves
  /// clients there.
  static func isPeerPort(_ url: EndpointURL, _ cluster: Cluster) -> Bool {
    func same(_ texts: [Located<String>]) -> Bool {
      texts.contains { text in
        EndpointURL.parse(text.value).map { $0.host == url.host && $0.port == url.port } ?? false
      }
    }
    let members = cluster.etcd.members
    if case .stated = cluster.etcd.membership, members.contains(where: { same($0.clientURLs) }) {
      return false
    }
    return url.port == standardPeerPort || members.contains { same($0.peerURLs) }
  }

  /// The member on whose host an endpoint names the peer port.
  static func member(meantBy endpoint: EtcdEndpoint, _ cluster: Cluster) -> Int? {
    guard let url = EndpointURL.parse(endpoint.text.value), isPeerPort(url, cluster) else {
      return nil
    }
    return cluster.etcd.members.firstIndex { member in
      (member.clientURLs + member.peerURLs).contains {
        EndpointURL.parse($0.value)?.host == url.host
      }
        || member.node.map { cluster.nodes[$0].addresses.contains { $0.value == url.host } }
          ?? false
    }
  }

  private func violation(
    _ endpoint: EtcdEndpoint, _ url: EndpointURL, _ server: APIServer, _ view: ClusterView
  ) -> Violation {
    let port = clientPort(url.host, view.cluster)
    var violation = Violation(
      "\(view.title(of: server)): port \(url.port) is for etcd's members among themselves: it "
        + "serves no client", at: endpoint.text.span)
    violation.label = "peer port"
    violation.help = "use the client port, \(port)"
    let text = endpoint.text.value
    let old = ":\(url.port)"
    if endpoint.text.span.range.count == text.utf8.count,
      let place = text.ranges(of: old).last
    {
      let start =
        Int(endpoint.text.span.start)
        + text.utf8.distance(from: text.startIndex, to: place.lowerBound)
      let span = Span(endpoint.text.span.file, start, start + old.utf8.count)
      violation.fixes = [
        Fix("use port \(port)", safety: .safe, [.replaceText(span, ":\(port)")])
      ]
    }
    return violation
  }

  private func clientPort(_ host: String, _ cluster: Cluster) -> Int {
    let urls = cluster.etcd.members.flatMap(\.clientURLs).compactMap { EndpointURL.parse($0.value) }
    return urls.first { $0.host == host && $0.port != Self.standardPeerPort }?.port
      ?? Self.standardClientPort
  }
}
