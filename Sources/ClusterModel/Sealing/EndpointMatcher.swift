internal import Syntax

/// Which member an endpoint of an API server's list reaches.
struct EndpointMatcher {
  let etcd: EtcdCluster
  private var clientURLs: [String: Int] = [:]
  private var peerURLs: Set<String> = []
  private var hosts = HostTable()
  /// Whether any member can be told by an address.
  private(set) var knowsAddresses = false
  /// The first member on each node.
  private var memberOnNode: [Int: Int] = [:]

  init(etcd: EtcdCluster, nodes: [Node]) {
    self.etcd = etcd
    for (index, member) in etcd.members.enumerated() {
      for text in member.clientURLs + member.listenURLs {
        guard let url = EndpointURL.parse(text.value) else { continue }
        let key = Self.key(url)
        if clientURLs[key] == nil { clientURLs[key] = index }
      }
      for text in member.peerURLs {
        if let url = EndpointURL.parse(text.value) { peerURLs.insert(Self.key(url)) }
      }
      if let node = member.node, memberOnNode[node] == nil { memberOnNode[node] = index }
      let isPlaced = member.node.map { nodes[$0].address != nil } ?? false
      if isPlaced || !member.clientURLs.isEmpty { knowsAddresses = true }
    }
    addPeerHosts()
    for (index, member) in etcd.members.enumerated() {
      hosts.add(member.name, index)
      guard let node = member.node, memberOnNode[node] == index else { continue }
      hosts.add(nodes[node].name, index)
      for address in nodes[node].addresses { hosts.add(address.value, index) }
    }
    // Members without a node are told by the hosts of their URLs, whatever the port.
    for (index, member) in etcd.members.enumerated() {
      for text in member.peerURLs + member.listenURLs {
        if let url = EndpointURL.parse(text.value), !isLoopback(url.host) {
          hosts.add(url.host, index)
        }
      }
    }
  }

  /// A member of which no client URL is known answers clients where it answers its peers, as long as
  /// no other member is there.
  private mutating func addPeerHosts() {
    var owners: [String: Set<Int>] = [:]
    for (index, member) in etcd.members.enumerated() {
      for url in (member.clientURLs + member.peerURLs).compactMap({ EndpointURL.parse($0.value) }) {
        owners[HostTable.key(url.host), default: []].insert(index)
      }
    }
    for (index, member) in etcd.members.enumerated() where member.clientURLs.isEmpty {
      for url in member.peerURLs.compactMap({ EndpointURL.parse($0.value) })
      where owners[HostTable.key(url.host)] == [index] && !isLoopback(url.host) {
        hosts.add(url.host, index)
        knowsAddresses = true
      }
    }
  }

  /// By host and port of a client URL; `localhost` by node; else by member or node name or address,
  /// unless the port is a peer port: nothing answers clients there.
  func endpoint(_ text: Located<String>, from node: Int?) -> EtcdEndpoint {
    guard let url = EndpointURL.parse(text.value) else {
      return EtcdEndpoint(text: text, member: nil)
    }
    if isLoopback(url.host) {
      return EtcdEndpoint(
        text: text, member: isPeerPort(url) ? nil : node.flatMap { memberOnNode[$0] })
    }
    if let member = clientURLs[Self.key(url)] { return EtcdEndpoint(text: text, member: member) }
    return EtcdEndpoint(text: text, member: isPeerPort(url) ? nil : hosts[url.host])
  }

  /// What an API server on `node` lists by a policy; a place for each is `span`.
  func endpoints(_ policy: EndpointPolicy, of node: Int?, at span: Span) -> [EtcdEndpoint] {
    let indices =
      switch policy {
      case .local:
        etcd.members.indices.filter { node != nil && etcd.members[$0].node == node }
      case .all: Array(etcd.members.indices)
      }
    return indices.map {
      EtcdEndpoint(text: Located(etcd.members[$0].name, span), member: $0)
    }
  }

  private func isPeerPort(_ url: EndpointURL) -> Bool {
    peerURLs.contains(Self.key(url)) || url.port == 2380
  }

  private func isLoopback(_ host: String) -> Bool {
    host.lowercased() == "localhost" || IPAddress.parse(host)?.isLoopback == true
  }

  private static func key(_ url: EndpointURL) -> String {
    "\(HostTable.key(url.host)):\(url.port)"
  }
}
