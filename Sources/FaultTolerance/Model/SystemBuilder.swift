internal import ClusterModel
internal import Reliability
internal import Syntax

/// Builds the failure formulas of a cluster, from places over machines and processes to services.
struct SystemBuilder {
  let cluster: Cluster
  let inventory: Inventory
  let frontDoor: FrontDoor
  let neededOverrides: [Int]
  var formulas = FailureModel()
  var failing = ServiceTable<SystemModel.Failing>()
  var machineGaps = ServiceTable<String>()
  private(set) var nodesDown: [Formula] = []
  /// By etcd cluster, the main one first, then member.
  private(set) var membersDown: [[Formula]] = []
  private(set) var balancersDown: [Formula] = []
  /// What stops an API server, lost quorum apart, which stops all of them.
  private(set) var serversDown: [Formula] = []
  private(set) var unplaced: [String: [Unplaced]] = [:]
  /// Any domain of a suspect level.
  private var suspectDown: [String: Formula] = [:]

  init(_ cluster: Cluster, suspectLevels: Set<String>) {
    self.cluster = cluster
    inventory = Inventory(cluster)
    frontDoor = FrontDoor(of: cluster)
    neededOverrides =
      Self.waitsForOverrides(cluster.kubernetesVersion?.value)
      ? Array(cluster.overrides.indices) : []
    for level in suspectLevels {
      let events = inventory.domains[level].map { $0.values.sorted() } ?? []
      suspectDown[level] = formulas.any(of: events.map { formulas.event($0) })
    }
    buildMachines()
    buildServers()
  }

  /// From 1.33 on an API server is ready only once the etcd clusters of `--etcd-servers-overrides`
  /// answer too; taken to be so where the version is unknown.
  private static func waitsForOverrides(_ version: String?) -> Bool {
    guard let version = version.flatMap(KubernetesVersion.parse) else { return true }
    return version >= KubernetesVersion(major: 1, minor: 33, patch: nil)
  }

  /// Falls when one level of the places has fallen whole: names of one level are redundant feeds.
  private mutating func down(_ places: [DomainPlace]) -> Formula {
    formulas.any(
      of:
        places.map { place in
          formulas.all(
            of:
              place.names.compactMap { inventory.domains[place.level]?[$0] }
              .map { formulas.event($0) })
        })
  }

  /// The levels at which something that stands there has no name, noted under its name.
  private mutating func suspects(
    _ element: Element, _ span: Span, own: [DomainPlace], node: Int?
  ) -> Formula {
    let places = own + (node.map { cluster.nodes[$0].domains } ?? [])
    let missing = cluster.levels.filter { level in !places.contains { $0.level == level } }
    for level in missing {
      unplaced[level, default: []].append(Unplaced(element: element, span: span))
    }
    return formulas.any(of: missing.map { suspectDown[$0] ?? Formula.never })
  }

  /// What falls with the node, or never where the machine is not known.
  func down(node: Int?) -> Formula {
    guard let node, nodesDown.indices.contains(node) else { return Formula.never }
    return nodesDown[node]
  }

  private mutating func buildMachines() {
    nodesDown = cluster.nodes.enumerated().map { index, node in
      let event = inventory.nodes[index]
      // The machine of an external member counts with its member, which may have names of its own.
      let suspect =
        node.isControlPlane
        ? suspects(inventory.events[event], node.span, own: node.domains, node: nil)
        : Formula.never
      return formulas.any(of: [formulas.event(event), down(node.domains), suspect])
    }
    membersDown = cluster.etcdClusters.enumerated().map { position, etcd in
      etcd.members.enumerated().map { index, member in
        downMember(member, inventory.members[position][index])
      }
    }
    balancersDown = cluster.balancers.indices.map { downBalancer($0) }
  }

  private mutating func downMember(_ member: Member, _ event: Int) -> Formula {
    // It counts, and is not there.
    guard member.isStarted else { return Formula.always }
    let isPlacedWithNode = member.node.map { cluster.nodes[$0].isControlPlane } ?? false
    let suspect =
      isPlacedWithNode
      ? Formula.never
      : suspects(inventory.events[event], member.span, own: member.domains, node: member.node)
    return formulas.any(of: [
      formulas.event(event), down(node: member.node), down(member.domains), suspect,
    ])
  }

  private mutating func downBalancer(_ index: Int) -> Formula {
    let balancer = cluster.balancers[index]
    guard let event = inventory.balancers[index] else { return Formula.never }
    let isPlacedWithNode = balancer.node.map { cluster.nodes[$0].isControlPlane } ?? false
    let suspect =
      isPlacedWithNode || !balancer.kind.isSelfRun
      ? Formula.never
      : suspects(
        inventory.events[event], balancer.span, own: balancer.domains, node: balancer.node)
    let host = inventory.hosts[index].map { formulas.event($0) } ?? Formula.never
    return formulas.any(of: [
      formulas.event(event), host, down(node: balancer.node), down(balancer.domains), suspect,
    ])
  }

  private mutating func buildServers() {
    let members = cluster.etcd.members
    serversDown = cluster.apiServers.enumerated().map { index, server in
      let listed = server.servers.members.filter {
        members.indices.contains($0) && !members[$0].isLearner
      }
      return formulas.any(of: [
        formulas.event(inventory.apiServers[index]), down(node: server.node),
        formulas.all(of: listed.map { membersDown[0][$0] }),
      ])
    }
  }
}
