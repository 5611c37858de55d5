internal import Syntax

extension ClusterSealer {
  /// One list of etcd endpoints as a document states it.
  struct EndpointList {
    let source: EtcdServers.Source
    let span: Span
    let endpoints: [Located<String>]
    /// The machine whose API server has it; `nil`: all.
    let machine: String?
  }

  /// Every stated list: flags first, then other fields.
  func endpointLists(file: (FileID) -> SourceFile?) -> [EndpointList] {
    var lists: [EndpointList] = []
    for index in flagSets.indices where flagSets[index].component == .apiServer {
      guard let flag = flagSets[index].flag("etcd-servers"),
        let endpoints = flag.list(in: file(flag.valueSpan.file))
      else { continue }
      var machine: String?
      if case .named(let name) = flagSets[index].machines { machine = name }
      lists.append(
        EndpointList(
          source: .flag(flagSet: index), span: flag.valueSpan, endpoints: endpoints,
          machine: machine))
    }
    for list in parts.compactMap({ $0.facts.endpointList }) {
      lists.append(
        EndpointList(source: .list, span: list.span, endpoints: list.value, machine: nil))
    }
    return lists
  }

  /// The main etcd cluster.
  mutating func sealEtcd(_ lists: [EndpointList]) -> EtcdCluster {
    let isPlaced = parts.contains { $0.facts.topology != nil && !$0.facts.isTopologyWeak }
    let topology = settle(
      "etcd topology", { isPlaced && $0.facts.isTopologyWeak ? nil : $0.facts.topology }
    ) { $0.rawValue }
    let etcdAnchor =
      first { $0.facts.etcdAnchor } ?? lists.first?.span ?? parts.first?.facts.anchor
    let anchor = etcdAnchor ?? Span(FileID(0), 0, 0)
    let (facts, membership) = memberFacts(lists)
    let ownNodes = topology?.value == .external
    let members = resolve(facts, prefix: "etcd", topology: topology?.value, ownNodes: ownNodes)
    let adopter = EndpointAdoption(
      members: members, nodes: nodes, hosts: hosts(), lists: lists.map(\.endpoints))
    return EtcdCluster(
      name: nil, topology: topology, members: adopter.members, membership: membership,
      anchor: anchor)
  }

  /// Further etcd clusters.
  mutating func sealOverrides() -> [EtcdCluster] {
    parts.flatMap { $0.facts.overrides }.map { fact in
      var members = fact.members
      var membership = fact.membersStatedAt.map(EtcdCluster.Membership.stated)
      if membership == nil, fact.topology?.value == .stacked {
        members = nodes.filter { $0.isControlPlane && hostsMember($0) }.map { node in
          var member = MemberFact(span: fact.span)
          member.node = Located(node.name, node.span)
          return member
        }
        membership = controlPlaneStatedAt.map { .stated($0) }
      }
      return EtcdCluster(
        name: fact.name, topology: fact.topology,
        members: resolve(
          members, prefix: fact.name, topology: fact.topology?.value,
          ownNodes: fact.topology?.value == .external),
        membership: membership ?? .atLeast(max(1, members.count)), anchor: fact.span,
        resources: fact.resources)
    }
  }

  /// Members with names and nodes. A stacked member without a node is matched by the host of its
  /// URLs, then by name, then by position; an external one stands on a machine of its own.
  private mutating func resolve(
    _ facts: [MemberFact], prefix: String, topology: EtcdCluster.Topology?, ownNodes: Bool
  ) -> [Member] {
    let hosts = hosts()
    let controlPlane =
      topology != .stacked
      ? [] : nodes.indices.filter { nodes[$0].isControlPlane && hostsMember(nodes[$0]) }
    // By their indices: a fact is large, and only some of it is looked at.
    return facts.indices.map { position in
      let name = facts[position].name?.value ?? "\(prefix)-\(position + 1)"
      let statedNode = facts[position].node
      var node = statedNode.flatMap { hosts[$0.value] }
      if node == nil, statedNode == nil, !ownNodes {
        node =
          Self.hosts(of: facts[position]).lazy.compactMap { hosts[$0] }.first
          ?? (topology == .stacked ? hosts[name] : nil)
        if node == nil, topology == .stacked, controlPlane.indices.contains(position) {
          node = controlPlane[position]
        }
      }
      if node == nil, ownNodes {
        node = Self.hosts(of: facts[position]).lazy.compactMap { hosts[$0] }
          .first { [nodes] in !nodes[$0].isControlPlane }
      }
      // Where nobody says how etcd stands, a member may still say on which machine it does.
      if node == nil, ownNodes || (topology == nil && statedNode != nil) {
        node = ownNode(
          named: statedNode?.value ?? name, span: statedNode?.span ?? facts[position].span)
      }
      return Self.member(facts[position], name: name, node: node)
    }
  }

  /// The hosts of a member's URLs.
  private static func hosts(of fact: borrowing MemberFact) -> [String] {
    (fact.clientURLs + fact.peerURLs).compactMap { EndpointURL.parse($0.value)?.host }
  }

  private static func member(_ fact: borrowing MemberFact, name: String, node: Int?) -> Member {
    Member(
      name: name, isNameStated: fact.name != nil, clientURLs: fact.clientURLs,
      peerURLs: fact.peerURLs, listenURLs: fact.listenURLs, node: node,
      isLearner: fact.isLearner, isStarted: fact.isStarted, id: fact.id,
      domains: fact.domains, span: fact.span, statedNode: fact.node)
  }

  /// The machine of an external member; members that name one machine share it.
  private mutating func ownNode(named name: String, span: Span) -> Int {
    if let index = nodes.firstIndex(where: { $0.name == name }) { return index }
    let fact = parts.lazy.flatMap { $0.facts.etcdHosts }.first { $0.name == name }
    nodes.append(
      Node(
        name: name, address: fact?.address, otherAddresses: fact?.otherAddresses ?? [],
        domains: fact?.domains ?? [], isControlPlane: false, span: fact?.span ?? span))
    return nodes.count - 1
  }
}
