internal import ClusterModel
internal import Syntax

/// Applies changes to a cluster, as a team would: new machines are like those that are there.
struct TopologyEditor {
  private let cluster: Cluster
  private let level: String?
  private var topology: Cluster.Topology

  init(_ cluster: Cluster, level: String?) {
    self.cluster = cluster
    self.level = level
    topology = cluster.topology
  }

  var result: Cluster { cluster.with(topology) }

  /// Whether it could be made; `false` leaves half of it done.
  mutating func make(_ change: TopologyChange) -> Bool {
    switch change {
    case .completeBackends: return completeBackends()
    case .moveMaster(let from, let to): return moveNode(isControlPlane: true, from, to)
    case .moveMember(let from, let to): return moveMember(from, to)
    case .moveBalancer(let from, let to): return moveBalancer(from, to)
    case .addMasters(let count, let zone):
      return (0..<count).allSatisfy { _ in addMaster(to: zone) }
    case .addMembers(let count, let zone):
      return (0..<count).allSatisfy { _ in addMember(to: zone) }
    case .addBalancer(let zone): return addBalancer(to: zone)
    }
  }

  // MARK: Moving

  private func stands(_ places: [DomainPlace], in name: String) -> Bool {
    places.contains { $0.level == level && $0.names == [name] }
  }

  /// Narrower domains stay behind: a rack is of its zone.
  private func moved(_ places: [DomainPlace], to name: String) -> [DomainPlace] {
    guard let index = places.firstIndex(where: { $0.level == level }) else { return places }
    return [DomainPlace(level: places[index].level, names: [name], span: places[index].span)]
  }

  private func place(_ name: String?, _ span: Span) -> [DomainPlace] {
    guard let name, let level else { return [] }
    return [DomainPlace(level: level, names: [name], span: span)]
  }

  private mutating func moveNode(isControlPlane: Bool, _ from: String, _ to: String) -> Bool {
    let index = topology.nodes.lastIndex {
      $0.isControlPlane == isControlPlane && stands($0.domains, in: from)
    }
    guard let index else { return false }
    let node = topology.nodes[index]
    topology.nodes[index] = Node(
      name: node.name, address: node.address, domains: moved(node.domains, to: to),
      isControlPlane: node.isControlPlane, span: node.span)
    return true
  }

  private mutating func moveMember(_ from: String, _ to: String) -> Bool {
    let index = topology.etcd.members.lastIndex { member in
      let node = member.node.map { topology.nodes[$0] }
      return node?.isControlPlane != true && stands(member.domains, in: from)
    }
    guard let index else { return moveNode(isControlPlane: false, from, to) }
    var members = topology.etcd.members
    let member = members[index]
    members[index] = Member(
      name: member.name, isNameStated: member.isNameStated, clientURLs: member.clientURLs,
      peerURLs: member.peerURLs, node: member.node, isLearner: member.isLearner,
      isStarted: member.isStarted, id: member.id, domains: moved(member.domains, to: to),
      span: member.span)
    replace(members)
    return true
  }

  private mutating func moveBalancer(_ from: String, _ to: String) -> Bool {
    let index = topology.balancers.lastIndex { $0.node == nil && stands($0.domains, in: from) }
    guard let index else { return false }
    let balancer = topology.balancers[index]
    topology.balancers[index] = balancer.standing(in: moved(balancer.domains, to: to))
    return true
  }

  /// `false` where nothing is missing.
  private mutating func completeBackends() -> Bool {
    var isChanged = false
    topology.balancers = topology.balancers.map { balancer in
      guard case .stated(let backends, _) = balancer.backends else { return balancer }
      let listed = Set(backends.compactMap(\.apiServer))
      let missing = topology.apiServers.indices.filter { !listed.contains($0) }
      isChanged = isChanged || !missing.isEmpty
      return missing.reduce(balancer) { $0.also(leadingTo: $1) }
    }
    return isChanged
  }

  // MARK: Adding

  private mutating func replace(_ members: [Member]) {
    let etcd = topology.etcd
    topology.etcd = EtcdCluster(
      name: etcd.name, topology: etcd.topology, members: members, membership: etcd.membership,
      anchor: etcd.anchor, resources: etcd.resources)
  }

  private mutating func addBalancer(to zone: String?) -> Bool {
    guard let like = topology.balancers.first(where: { $0.kind.isSelfRun }) else { return false }
    let name = "new balancer \(topology.balancers.count + 1)"
    topology.balancers.append(like.another(named: name, in: place(zone, like.span)))
    return true
  }

  private mutating func addMember(to zone: String?, on node: Int? = nil) -> Bool {
    let span = topology.etcd.anchor
    var node = node
    if node == nil {
      topology.nodes.append(
        Node(
          name: "new machine \(topology.nodes.count + 1)", address: nil, domains: [],
          isControlPlane: false, span: span))
      node = topology.nodes.count - 1
    }
    let member = Member(
      name: "new member \(topology.etcd.members.count + 1)", isNameStated: false, clientURLs: [],
      peerURLs: [], node: node, isLearner: false, domains: place(zone, span), span: span)
    // Whoever lists every member lists the new one too.
    let all = topology.etcd.members.count
    topology.apiServers = topology.apiServers.map { server in
      server.servers.members.count == all ? listing(server, also: all) : server
    }
    replace(topology.etcd.members + [member])
    return true
  }

  private func listing(_ server: APIServer, also member: Int) -> APIServer {
    let endpoint = EtcdEndpoint(text: Located("", topology.etcd.anchor), member: member)
    let servers = EtcdServers(
      source: server.servers.source, span: server.servers.span,
      endpoints: server.servers.endpoints + [endpoint])
    return APIServer(
      name: server.name, node: server.node, invocation: server.invocation, servers: servers)
  }

  private mutating func addMaster(to zone: String?) -> Bool {
    guard let like = topology.apiServers.first, let node = like.node,
      topology.nodes.indices.contains(node)
    else { return false }
    let total = topology.etcd.members.count
    let own = topology.etcd.members.indices.filter { topology.etcd.members[$0].node == node }
    let isLocal = like.servers.members == own && total > 1
    let name = "new master \(topology.nodes.count + 1)"
    let span = topology.nodes[node].span
    topology.nodes.append(
      Node(
        name: name, address: nil, domains: place(zone, span), isControlPlane: true, span: span))
    let index = topology.nodes.count - 1
    if !own.isEmpty, !addMember(to: nil, on: index) { return false }
    var endpoints = (topology.apiServers.first ?? like).servers.endpoints
    if isLocal { endpoints = [EtcdEndpoint(text: Located("", span), member: total)] }
    let servers = EtcdServers(source: like.servers.source, span: nil, endpoints: endpoints)
    topology.apiServers.append(
      APIServer(name: name, node: index, invocation: like.invocation, servers: servers))
    func joined(_ electors: [Elector]) -> [Elector] {
      guard let first = electors.first else { return [] }
      let elector = Elector(
        name: name, node: index, invocation: first.invocation, path: first.path)
      return electors + [elector]
    }
    topology.controllerManagers = joined(topology.controllerManagers)
    topology.schedulers = joined(topology.schedulers)
    let server = topology.apiServers.count - 1
    topology.balancers = topology.balancers.map { $0.also(leadingTo: server) }
    return true
  }
}
