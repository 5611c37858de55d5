internal import Syntax

extension ClusterSealer {
  /// Gives nodes of which no document says the zone that in which a balancer sees them.
  mutating func adoptBackendZones() {
    let seen = parts.flatMap { $0.facts.balancers }.flatMap { $0.backends?.value ?? [] }
    guard seen.contains(where: { $0.zone != nil }) else { return }
    let hosts = hosts()
    for backend in seen {
      guard let zone = backend.zone,
        let index = hosts[HostPort.parse(backend.text.value)?.host ?? backend.text.value],
        !nodes[index].domains.contains(where: { $0.level == "zone" })
      else { continue }
      let place = DomainPlace(level: "zone", names: [zone.value], span: zone.span)
      nodes[index] = nodes[index].adding(place)
    }
  }

  /// The balancers, with their nodes and backends resolved.
  mutating func sealBalancers(
    apiServers: [APIServer], endpoint: Located<String>?
  ) -> [LoadBalancer] {
    guard parts.contains(where: { !$0.facts.balancers.isEmpty }) else { return [] }
    let matcher = BackendMatcher(hosts: hosts(), apiServers: apiServers)
    let drafts = BalancerDrafts(parts, endpoint: endpoint, nodeNames: machineNames)
    conflicts += drafts.conflicts
    let balancers = drafts.all.map { draft in
      let backends = draft.fact.backends.map { list in
        LoadBalancer.Backends.stated(list.value.map(matcher.backend), list: list.span)
      }
      return LoadBalancer(
        draft.fact, name: draft.name, program: draft.program, format: draft.format,
        node: draft.host.flatMap { matcher.hosts[$0] }, backends: backends ?? .all)
    }
    let own = Set(balancers.filter(\.leadsHere).compactMap(\.program))
    return balancers.filter { balancer in
      balancer.program.map(own.contains) != true || !balancer.leadsElsewhere
    }
  }
}

extension LoadBalancer {
  /// Whether a backend is an API server of this cluster.
  fileprivate var leadsHere: Bool { listedBackends.contains { $0.apiServer != nil } }

  /// Whether its backends are addresses, and none an API server of this cluster: beside a section that
  /// leads here, it is another cluster's.
  fileprivate var leadsElsewhere: Bool {
    hasAllBackends && !listedBackends.isEmpty
      && listedBackends.allSatisfy { backend in
        let host = HostPort.parse(backend.text.value)?.host ?? backend.text.value
        return backend.apiServer == nil && IPAddress.parse(host) != nil
      }
  }
}

/// Finds the API server that a backend is.
struct BackendMatcher {
  let hosts: HostTable
  /// By node, the index of its API server.
  private var servers: [Int: Int] = [:]

  init(hosts: HostTable, apiServers: [APIServer]) {
    self.hosts = hosts
    for (index, server) in apiServers.enumerated() {
      if let node = server.node { servers[node] = index }
    }
  }

  /// By its host, whatever the port; else by what the balancer calls it, where that is a node's name.
  func backend(_ fact: BackendFact) -> Backend {
    let host = HostPort.parse(fact.text.value)?.host ?? fact.text.value
    let node = hosts[host] ?? fact.label.flatMap { hosts[$0.value] }
    return Backend(fact, apiServer: node.flatMap { servers[$0] })
  }
}
