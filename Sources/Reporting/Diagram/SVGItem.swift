internal import ClusterModel

/// Something with a place of its own in a picture.
struct SVGItem {
  enum Kind: Hashable {
    case balancer(Int)
    case apiServer(Int)
    case member(Int)
    /// Words on a line that is missing or stale. `lane` is the line; of the doors, or the stores.
    case note(isDoor: Bool, lane: Int)
  }

  let kind: Kind
  let text: String

  /// What a machine shows, from above: balancers, API server, members, then what is wrong.
  static func items(
    of machine: DiagramGraph.Machine, _ graph: DiagramGraph, _ lanes: SVGLanes
  ) -> [SVGItem] {
    var items = machine.balancers.flatMap { self.items(ofBalancer: $0, graph, lanes) }
    if let server = machine.apiServer {
      items.append(SVGItem(kind: .apiServer(server), text: "API server"))
    }
    items += machine.members.map {
      SVGItem(kind: .member($0), text: graph.title(ofMember: $0))
    }
    guard let server = machine.apiServer else { return items }
    for (lane, wiring) in lanes.doors.enumerated() where wiring.missing.contains(server) {
      let names = wiring.sources.map { graph.cluster.balancers[$0].name }
      items.append(
        SVGItem(
          kind: .note(isDoor: true, lane: lane), text: "missing behind \(Wording.listed(names))"))
    }
    for (lane, wiring) in lanes.stores.enumerated() where wiring.sources.contains(server) {
      items += wiring.missing.map {
        SVGItem(
          kind: .note(isDoor: false, lane: lane), text: "missing \(graph.members[$0].name)")
      }
      items += wiring.stale.map {
        SVGItem(kind: .note(isDoor: false, lane: lane), text: "stale: \($0)")
      }
    }
    return items
  }

  /// A balancer, and what it lists in vain.
  static func items(
    ofBalancer index: Int, _ graph: DiagramGraph, _ lanes: SVGLanes
  ) -> [SVGItem] {
    var items = [SVGItem(kind: .balancer(index), text: graph.title(ofBalancer: index))]
    for (lane, wiring) in lanes.doors.enumerated() where wiring.sources.contains(index) {
      items += wiring.stale.map {
        SVGItem(kind: .note(isDoor: true, lane: lane), text: "stale: \($0)")
      }
    }
    return items
  }
}

/// The lines that run across a picture: each for things that list the same.
struct SVGLanes {
  let doors: [DiagramWiring]
  /// Those of API servers that use more than their own member.
  let stores: [DiagramWiring]
  /// API servers with their own member alone, and that member.
  let local: [(server: Int, member: Int)]

  init(_ graph: DiagramGraph) {
    doors = graph.doors
    stores = graph.stores.filter { !$0.isLocal && !($0.targets.isEmpty && $0.stale.isEmpty) }
    local = graph.stores.filter(\.isLocal).flatMap { wiring in
      wiring.sources.compactMap { server in wiring.targets.first.map { (server, $0) } }
    }
  }
}
