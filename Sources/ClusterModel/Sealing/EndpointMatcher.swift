internal import Syntax

/// Which member an endpoint of an API server's list reaches.
struct EndpointMatcher {
  let etcd: EtcdCluster
  private var clientURLs: [EndpointKey: Int] = [:]
  private var peerURLs: Set<EndpointKey> = []
  private var hosts = HostTable()
  /// Whether any member can be told by an address.
  private(set) var knowsAddresses = false
  /// The first member on each node.
  private var memberOnNode: [Int: Int] = [:]

  /// The URLs of one member, as they are read.
  private struct URLs {
    let client: [EndpointURL]
    let peer: [EndpointURL]
    let listen: [EndpointURL]

    init(_ member: Member) {
      client = member.clientURLs.compactMap { EndpointURL.parse($0.value) }
      peer = member.peerURLs.compactMap { EndpointURL.parse($0.value) }
      listen = member.listenURLs.compactMap { EndpointURL.parse($0.value) }
    }
  }

  /// `isAsked`: whether there is any endpoint to match.
  init(etcd: EtcdCluster, nodes: [Node], isAsked: Bool) {
    self.etcd = etcd
    guard isAsked else { return }
    let urls = etcd.members.map(URLs.init)
    for (index, member) in etcd.members.enumerated() {
      for url in urls[index].client + urls[index].listen {
        let key = EndpointKey(url)
        if clientURLs[key] == nil { clientURLs[key] = index }
      }
      for url in urls[index].peer { peerURLs.insert(EndpointKey(url)) }
      if let node = member.node, memberOnNode[node] == nil { memberOnNode[node] = index }
      let isPlaced = member.node.map { nodes[$0].address != nil } ?? false
      if isPlaced || !member.clientURLs.isEmpty { knowsAddresses = true }
    }
    addPeerHosts(urls)
    for (index, member) in etcd.members.enumerated() {
      hosts.add(member.name, index)
      guard let node = member.node, memberOnNode[node] == index else { continue }
      hosts.add(nodes[node].name, index)
      for address in nodes[node].addresses { hosts.add(address.value, index) }
    }
    // Members without a node are told by the hosts of their URLs, whatever the port.
    for (index, urls) in urls.enumerated() {
      for url in urls.peer + urls.listen where !url.isLoopback { hosts.add(url.host, index) }
    }
  }

  /// A member of which no client URL is known answers clients where it answers its peers, as long as
  /// no other member is there.
  private mutating func addPeerHosts(_ urls: [URLs]) {
    let open = etcd.members.indices.filter {
      etcd.members[$0].clientURLs.isEmpty && !urls[$0].peer.isEmpty
    }
    if open.isEmpty { return }
    var owners: [String: Set<Int>] = [:]
    for (index, urls) in urls.enumerated() {
      for url in urls.client + urls.peer {
        owners[HostTable.key(url.host), default: []].insert(index)
      }
    }
    for index in open {
      for url in urls[index].peer
      where owners[HostTable.key(url.host)] == [index] && !url.isLoopback {
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
    if url.isLoopback {
      return EtcdEndpoint(
        text: text, member: isPeerPort(url) ? nil : node.flatMap { memberOnNode[$0] })
    }
    if let member = clientURLs[EndpointKey(url)] { return EtcdEndpoint(text: text, member: member) }
    return EtcdEndpoint(text: text, member: isPeerPort(url) ? nil : hosts[url.host])
  }

  /// Whether it is known that nothing answers: loopback addresses of a node, where each member is
  /// known to stand on one.
  func knows(_ endpoints: [EtcdEndpoint], from node: Int?) -> Bool {
    node != nil && etcd.members.allSatisfy { $0.node != nil }
      && endpoints.allSatisfy { EndpointURL.parse($0.text.value)?.isLoopback == true }
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
    peerURLs.contains(EndpointKey(url)) || url.port == 2380
  }
}
