import ClusterModel
import Syntax

struct EtcdServersIncomplete: Rule {
  private static let fatal = Grade(
    "a loss that etcd survives can stop this API server", lab: .warning, standard: .error,
    prod: .error)
  private static let fragile = Grade(
    "some members are not listed", lab: .warning, standard: .warning, prod: .warning)
  private static let stacked = Grade(
    "stacked, only the local member is listed", lab: nil, standard: nil, prod: .note)

  static let about = RuleAbout(
    name: "etcd-servers-incomplete", category: .etcdEndpoints, grades: [fatal, fragile, stacked],
    summary: "An API server knows only some of etcd's members.",
    rationale: """
      An API server reaches etcd only through the members in its --etcd-servers: it does not learn \
      of others. If it lists no more members than etcd may lose, a loss that etcd survives stops \
      that API server; if all API servers list the same few, it stops the API.
      """,
    remedy: """
      List every voter. With stacked members, listing the local one alone is what kubeadm and kOps \
      do: the API server then stops with its member.
      """,
    sources: [
      "kubernetes.io, Options for highly available topology",
      "k8s.io/apiserver pkg/storage/storagebackend/factory/etcd3.go: no endpoint synchronisation",
      "kubernetes/kubeadm#3028, scality/metalk8s#2080",
    ],
    examples: [
      .bad(
        ExampleCluster.external("etcd-servers: ⟦https://10.0.0.21:2379⟧"),
        fixed: ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
      .bad(
        ExampleCluster.external("etcd-servers: ⟦https://10.0.0.21:2379,https://10.0.0.22:2379⟧"),
        fixed: ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
      .good(
        ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2380")),
      .bad(
        ExampleCluster.spec(
          "controlPlane:",
          "  nodes: [{name: a, address: 10.0.0.1}, {name: b, address: 10.0.0.2}, "
            + "{name: c, address: 10.0.0.3}]",
          "  apiServer: {flags: {etcd-servers: ⟦https://10.0.0.1:2379⟧, etcd-cafile: /a, "
            + "etcd-certfile: /b, etcd-keyfile: /c}}",
          "etcd: stacked")),
      .bad(kubeadm("⟦https://10.0.0.1:2379⟧"), file: "kubeadm.yaml"),
      .good(
        kubeadm("https://10.0.0.1:2379,https://10.0.0.2:2379,https://10.0.0.3:2379"),
        file: "kubeadm.yaml"),
      .good(
        ExampleCluster.external(
          "etcd-servers: https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379")),
    ])

  /// kubeadm's own list of endpoints, and a flag beside it, which counts.
  private static func kubeadm(_ servers: String) -> String {
    """
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    etcd:
      external:
        endpoints: ["https://10.0.0.1:2379", "https://10.0.0.2:2379", "https://10.0.0.3:2379"]
        caFile: /etc/etcd/ca.crt
        certFile: /etc/etcd/client.crt
        keyFile: /etc/etcd/client.key
    apiServer:
      extraArgs:
        - {name: etcd-servers, value: "\(servers)"}

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    let etcd = view.cluster.etcd
    guard etcd.isComplete, !etcd.voters.isEmpty else { return [] }
    let servers = view.serversWithStatedLists
    let lists = servers.map { voters(listedBy: $0, view.cluster) }
    // Where the lists themselves name the members, those that differ are another rule's business.
    if case .namedByEndpoints = etcd.membership, Set(lists).count > 1 { return [] }
    let partial = zip(servers, lists).filter { !$1.isEmpty && $1.count < etcd.voters.count }
    if partial.isEmpty { return [] }
    let isJoint =
      servers.count == view.cluster.apiServers.count && servers.count > 0
      && lists.reduce(into: Set<Int>()) { $0.formUnion($1) }.count <= etcd.tolerance
    var spans: Set<Span> = []
    // One list may be local for one server, and far from local for those that share it.
    let ordered =
      partial.filter { !isLocal($0, $1, view.cluster) }
      + partial.filter { isLocal($0, $1, view.cluster) }
    return ordered.compactMap { server, listed in
      guard let span = server.servers.span, spans.insert(span).inserted else { return nil }
      return violation(server, listed, isJoint, at: span, view)
    }
  }

  /// A member that is listed with its peer port is meant, whatever answers there.
  private func voters(listedBy server: APIServer, _ cluster: Cluster) -> Set<Int> {
    let meant = server.servers.endpoints.compactMap { endpoint in
      endpoint.member ?? EtcdServersPeerPort.member(meantBy: endpoint, cluster)
    }
    return Set(meant.filter { !cluster.etcd.members[$0].isLearner })
  }

  private func violation(
    _ server: APIServer, _ listed: Set<Int>, _ isJoint: Bool, at span: Span, _ view: ClusterView
  ) -> Violation {
    let etcd = view.cluster.etcd
    let missing = etcd.members.indices.filter {
      !etcd.members[$0].isLearner && !listed.contains($0)
    }
    let names = missing.map { etcd.members[$0].name }.joined(separator: ", ")
    var violation = Violation("", at: span)
    if !isJoint, isLocal(server, listed, view.cluster) {
      violation = Violation(
        "\(view.title(of: server)): only the local etcd member is listed, so it stops with it",
        at: span)
      violation.grade = Self.stacked
      return violation
    }
    let isFatal = isJoint || listed.count <= etcd.tolerance
    let count = "\(listed.count) of \(etcd.voters.count) voters \(listed.count == 1 ? "is" : "are")"
    let effect =
      isJoint
      ? "etcd survives the loss of \(etcd.tolerance), the API does not"
      : isFatal
        ? "etcd survives the loss of \(etcd.tolerance), this API server does not"
        : "it depends on fewer members than there are"
    violation = Violation("\(view.title(of: server)): \(count) listed: \(effect)", at: span)
    violation.label = "without \(names)"
    violation.related = missing.map { .init("not listed", at: etcd.members[$0].span) }
    violation.help = "list every voter"
    violation.grade = isFatal ? Self.fatal : Self.fragile
    violation.fixes = fix(server, missing.map { etcd.members[$0] }, view)
    return violation
  }

  /// Whether the list is the member on the server's own node, as every node has one.
  private func isLocal(_ server: APIServer, _ listed: Set<Int>, _ cluster: Cluster) -> Bool {
    guard listed.count == 1, let member = listed.first, let node = server.node,
      cluster.etcd.members[member].node == node
    else { return false }
    let nodes = Set(cluster.etcd.members.compactMap(\.node))
    return cluster.apiServers.allSatisfy { $0.node.map(nodes.contains) ?? false }
  }

  /// The list with the client URLs of the members that it misses, where they are stated.
  private func fix(_ server: APIServer, _ missing: [Member], _ view: ClusterView) -> [Fix] {
    guard case .flag(let set) = server.servers.source else { return [] }
    let urls = missing.compactMap { $0.clientURLs.first?.value }
    guard urls.count == missing.count else { return [] }
    let value = (server.servers.endpoints.map(\.text.value) + urls).joined(separator: ",")
    return [
      Fix(
        "list every voter", safety: view.isKeptByKubeadm(server) ? .suggestion : .safe,
        [.setFlag(flagSet: set, name: "etcd-servers", value: value)])
    ]
  }
}
