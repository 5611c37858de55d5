internal import ClusterModel

/// Sorts machines and balancers into the failure domains that a picture shows.
struct DiagramBoxes {
  private(set) var boxes: [DiagramGraph.Box] = []
  private let cluster: Cluster
  /// The level that is drawn: zones, else the widest.
  private let level: String?

  init(_ cluster: Cluster) {
    self.cluster = cluster
    level = cluster.levels.contains("zone") ? "zone" : cluster.levels.first
    var machines: [(domain: String?, machine: DiagramGraph.Machine)] = []
    var ofNode: [Int: Int] = [:]
    for (index, node) in cluster.nodes.enumerated() {
      let places = node.domains + Self.memberPlaces(on: index, of: cluster)
      ofNode[index] = machines.count
      machines.append((domain(of: places), machine(node.name, places)))
    }
    for (index, server) in cluster.apiServers.enumerated() {
      if let node = server.node, let place = ofNode[node] {
        machines[place].machine.apiServer = index
      } else {
        var machine = machine(server.name, [])
        machine.apiServer = index
        machines.append((nil, machine))
      }
    }
    for (index, member) in cluster.etcdClusters.flatMap(\.members).enumerated() {
      if let node = member.node, let place = ofNode[node] {
        machines[place].machine.members.append(index)
      } else {
        var machine = machine("machine of \(member.name)", member.domains)
        machine.members = [index]
        machines.append((domain(of: member.domains), machine))
      }
    }
    var loose: [(domain: String?, balancer: Int)] = []
    for (index, balancer) in cluster.balancers.enumerated() {
      if let node = balancer.node, let place = ofNode[node] {
        machines[place].machine.balancers.append(index)
      } else {
        loose.append((domain(of: balancer.domains), index))
      }
    }
    gather(machines, loose)
  }

  /// Boxes by name, then one for what stands in none; where nothing has a name, machines stand side
  /// by side.
  private mutating func gather(
    _ machines: [(domain: String?, machine: DiagramGraph.Machine)],
    _ balancers: [(domain: String?, balancer: Int)]
  ) {
    let names = Set(machines.compactMap(\.domain) + balancers.compactMap(\.domain))
    let sorted = names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    boxes = sorted.map { name in
      DiagramGraph.Box(
        title: "\(level ?? "") \(name)",
        machines: machines.filter { $0.domain == name }.map(\.machine),
        balancers: balancers.filter { $0.domain == name }.map(\.balancer))
    }
    let free = balancers.filter { $0.domain == nil }.map(\.balancer)
    if !free.isEmpty {
      boxes.insert(DiagramGraph.Box(title: nil, machines: [], balancers: free), at: 0)
    }
    let others = machines.filter { $0.domain == nil }.map(\.machine)
    guard let level, !names.isEmpty else {
      boxes += others.map { DiagramGraph.Box(title: nil, machines: [$0], balancers: []) }
      return
    }
    if !others.isEmpty {
      boxes.append(DiagramGraph.Box(title: "no \(level) named", machines: others, balancers: []))
    }
  }

  /// An external member's machine stands where its member is said to.
  private static func memberPlaces(on node: Int, of cluster: Cluster) -> [DomainPlace] {
    guard !cluster.nodes[node].isControlPlane else { return [] }
    return cluster.etcdClusters.flatMap(\.members).filter { $0.node == node }.flatMap(\.domains)
  }

  /// The name at the level that is drawn; redundant feeds together are one name.
  private func domain(of places: [DomainPlace]) -> String? {
    places.first { $0.level == level }?.names.joined(separator: " + ")
  }

  private func machine(_ name: String, _ places: [DomainPlace]) -> DiagramGraph.Machine {
    var words: [String] = []
    for place in places where place.level != level {
      let word = "\(place.level) \(place.names.joined(separator: " + "))"
      if !words.contains(word) { words.append(word) }
    }
    return DiagramGraph.Machine(name: name, places: words)
  }
}
