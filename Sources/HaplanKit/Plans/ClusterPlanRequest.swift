internal import ClusterModel
internal import Syntax

/// The plan request of a cluster that has requirements: the same zones, topology and promises.
enum ClusterPlanRequest {
  static func request(for cluster: Cluster) -> PlanRequest {
    var request = PlanRequest(name: cluster.name, anchor: cluster.anchor)
    request.level = level(of: cluster)
    request.zones = zones(of: cluster, request.level).map { PlanRequest.Zone(name: $0) }
    if let topology = cluster.etcd.topology {
      request.topology = topology.value == .external ? .external : .stacked
    }
    if !cluster.balancers.isEmpty { request.balancers.atLeast = 1 }
    request.survive = cluster.requirements?.survive ?? []
    if let entry = cluster.requirements?.duringMaintenance {
      // A drained node is one more that is down.
      request.survive.append(
        .init(
          failures: entry.value + [.init(className: FailureClass.node.rawValue, count: 1)],
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
