internal import ClusterModel

/// The order of base events in decision diagrams: by the outermost failure domain, then the next,
/// then by machine with all that runs on it. Such blocks keep diagrams small.
struct EventOrder {
  private(set) var order: [Int] = []
  private var placed: Set<Int> = []
  private let inventory: Inventory
  private let levels: [String]

  /// Events that stand in one place and their domains.
  private struct Block {
    let places: [DomainPlace]
    let events: [Int]
  }

  init(_ cluster: Cluster, _ inventory: Inventory) {
    self.inventory = inventory
    levels = cluster.levels
    let blocks = Self.blocks(of: cluster, inventory).map { (path: path(of: $0), block: $0) }
    let sorted = blocks.enumerated().sorted { left, right in
      left.element.path == right.element.path
        ? left.offset < right.offset
        : left.element.path.lexicographicallyPrecedes(right.element.path)
    }
    for (_, (_, block)) in sorted {
      for place in ordered(block.places) {
        for name in place.names {
          if let event = inventory.domains[place.level]?[name] { put(event) }
        }
      }
      block.events.forEach { put($0) }
    }
    inventory.events.indices.forEach { put($0) }
  }

  private mutating func put(_ event: Int) {
    if placed.insert(event).inserted { order.append(event) }
  }

  private func path(of block: Block) -> [String] {
    levels.map { level in block.places.first { $0.level == level }?.names.first ?? "" }
  }

  private func ordered(_ places: [DomainPlace]) -> [DomainPlace] {
    levels.flatMap { level in places.filter { $0.level == level } }
  }

  private static func blocks(of cluster: Cluster, _ inventory: Inventory) -> [Block] {
    var places = cluster.nodes.map(\.domains)
    var events = inventory.nodes.map { [$0] }
    var loose: [Block] = []
    func put(_ event: Int, on node: Int?, _ own: [DomainPlace]) {
      if let node {
        events[node].append(event)
        places[node] += own
      } else {
        loose.append(Block(places: own, events: [event]))
      }
    }
    for (etcd, numbers) in zip(cluster.etcdClusters, inventory.members) {
      for (member, event) in zip(etcd.members, numbers) {
        put(event, on: member.node, member.domains)
      }
    }
    for (server, event) in zip(cluster.apiServers, inventory.apiServers) {
      put(event, on: server.node, [])
    }
    for (elector, event) in zip(cluster.controllerManagers, inventory.controllerManagers) {
      put(event, on: elector.node, [])
    }
    for (elector, event) in zip(cluster.schedulers, inventory.schedulers) {
      put(event, on: elector.node, [])
    }
    for (index, balancer) in cluster.balancers.enumerated() {
      for event in [inventory.balancers[index], inventory.hosts[index]].compactMap(\.self) {
        put(event, on: balancer.node, balancer.domains)
      }
    }
    return zip(places, events).map { Block(places: $0, events: $1) } + loose
  }
}
