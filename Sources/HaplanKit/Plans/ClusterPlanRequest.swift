internal import ClusterModel
internal import Planning
internal import Syntax

/// The plan request of a cluster that has requirements: the same zones, topology and promises.
enum ClusterPlanRequest {
  static func request(for cluster: Cluster) -> PlanRequest {
    var request = PlanRequest(name: cluster.name, anchor: cluster.anchor)
    request.level = level(of: cluster)
    request.zones = zones(of: cluster, request.level).map { PlanRequest.Zone(name: $0) }
    settleNames(of: &request, cluster)
    if let topology = cluster.etcd.topology {
      request.topology = topology.value == .external ? .external : .stacked
    }
    if !cluster.balancers.isEmpty { request.balancers.atLeast = 1 }
    request.survive = cluster.requirements?.survive ?? []
    if let entry = cluster.requirements?.duringMaintenance {
      // A drained node is one more that is down.
      request.survive.append(
        .init(
          failures: (entry.value + [.init(className: FailureClass.node.rawValue, count: 1)]).summed,
          service: "control-plane", span: entry.span))
    }
    request.unavailability = cluster.requirements?.unavailability
    request.assumptions = cluster.assumptions
    return request
  }

  /// The level that the promises speak of, else `zone`, else the widest.
  private static func level(of cluster: Cluster) -> String {
    let asked = cluster.requirements?.survive.flatMap(\.failures).map(\.className) ?? []
    return asked.first(where: cluster.levels.contains)
      ?? cluster.levels.first { $0 == "zone" } ?? cluster.levels.first ?? "zone"
  }

  /// What is there keeps its name and its address.
  private static func settleNames(of request: inout PlanRequest, _ cluster: Cluster) {
    request.kubernetesVersion = cluster.kubernetesVersion?.value
    request.endpoint = cluster.endpoint?.value
    request.virtualAddress = cluster.balancers.compactMap(\.vip?.value).first
    var seen: Set<String> = []
    func settle(
      _ name: String, _ address: String?, _ places: [DomainPlace],
      _ role: PlanRequest.Machine.Role
    ) {
      let zone = places.first { $0.level == request.level }?.names.first
      let index = zone.map { name in request.zones.firstIndex { $0.name == name } } ?? 0
      guard let index, request.zones.indices.contains(index), seen.insert(name).inserted else {
        return
      }
      request.zones[index].machines.append(
        PlanRequest.Machine(name: name, address: address, role: role))
    }
    for node in cluster.nodes where node.isControlPlane {
      settle(node.name, node.address?.value, node.domains, .controlPlane)
    }
    for member in cluster.etcd.members {
      let node = member.node.map { cluster.nodes[$0] }
      guard node?.isControlPlane != true else { continue }
      let host = member.clientURLs.first.flatMap { EndpointURL.parse($0.value)?.host }
      settle(
        node?.name ?? member.name, node?.address?.value ?? host,
        member.domains + (node?.domains ?? []), .etcd)
    }
    for balancer in cluster.balancers where balancer.kind.isSelfRun && balancer.node == nil {
      settle(balancer.name, balancer.address?.value, balancer.domains, .loadBalancer)
    }
  }

  /// In the order of writing; one that stands for all where the cluster names none.
  private static func zones(of cluster: Cluster, _ level: String) -> [String] {
    let places =
      cluster.nodes.flatMap(\.domains) + cluster.etcd.members.flatMap(\.domains)
      + cluster.balancers.flatMap(\.domains)
    var names: [String] = []
    for place in places where place.level == level {
      for name in place.names where !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? ["one"] : names
  }
}
