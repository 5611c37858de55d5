internal import ClusterModel
internal import Syntax

/// Who reaches whom: things that list the same others, drawn as one.
struct DiagramWiring: Equatable {
  /// Balancers, or API servers, by index.
  var sources: [Int]
  /// API servers, or members of the main etcd.
  let targets: [Int]
  /// Those that are not listed and should be.
  let missing: [Int]
  /// What is listed and matches nothing.
  let stale: [String]
  /// An API server with its own member alone.
  let isLocal: Bool

  /// From balancers to API servers.
  static func doors(of cluster: Cluster) -> [DiagramWiring] {
    let all = Array(cluster.apiServers.indices)
    return merged(
      cluster.balancers.enumerated().map { index, balancer in
        switch balancer.backends {
        case .all:
          return DiagramWiring(
            sources: [index], targets: all, missing: [], stale: [], isLocal: false)
        case .stated(let backends, _):
          let listed = Set(backends.compactMap(\.apiServer))
          return DiagramWiring(
            sources: [index], targets: all.filter(listed.contains),
            missing: all.filter { !listed.contains($0) },
            stale: backends.filter { $0.apiServer == nil }.map(\.text.value), isLocal: false)
        }
      })
  }

  /// From API servers to members.
  static func stores(of cluster: Cluster) -> [DiagramWiring] {
    let members = cluster.etcd.members
    let voters = members.indices.filter { !members[$0].isLearner }
    return merged(
      cluster.apiServers.enumerated().map { index, server in
        let listed = server.servers.members.filter(members.indices.contains)
        let stale = server.servers.endpoints.filter { $0.member == nil }.map(\.text.value)
        let isLocal =
          listed.count == 1 && server.node != nil && members[listed[0]].node == server.node
          && stale.isEmpty
        let isPartial = server.servers.isStated && !isLocal && cluster.etcd.isComplete
        return DiagramWiring(
          sources: [index], targets: listed,
          missing: isPartial ? voters.filter { !listed.contains($0) } : [], stale: stale,
          isLocal: isLocal)
      })
  }

  private static func merged(_ wirings: [DiagramWiring]) -> [DiagramWiring] {
    var result: [DiagramWiring] = []
    for wiring in wirings {
      let same = result.firstIndex { other in
        !wiring.isLocal && other.targets == wiring.targets && other.missing == wiring.missing
          && other.stale == wiring.stale && !other.isLocal
      }
      if let same { result[same].sources += wiring.sources } else { result.append(wiring) }
    }
    return result
  }

  /// Lines one by one would be too many to follow.
  var needsHub: Bool { sources.count > 1 && targets.count > 1 && sources.count * targets.count > 9 }
}
