import ClusterModel
import Syntax

struct APIServerDomainConcentration: Rule {
  private static let grade = Grade("", lab: nil, standard: .warning, prod: .warning)

  static let about = RuleAbout(
    name: "apiserver-domain-concentration", category: .failureDomain, grades: [grade],
    summary: "All API servers stand in one failure domain while there are others.",
    rationale: """
      When that domain fails, no API server is left, though etcd may go on in the others. Two \
      domains suffice for API servers.
      """,
    remedy: "Put at least one API server into another domain.",
    sources: ["kubernetes.io, Running in multiple zones"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane: {zones: {⟦a: 2⟧}}", "etcd: {topology: external, zones: {a: 1, b: 1, c: 1}}"
        )
      ),
      .good(
        ExampleCluster.spec(
          "controlPlane: {zones: {a: 1, b: 1}}",
          "etcd: {topology: external, zones: {a: 1, b: 1, c: 1}}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard cluster.isControlPlaneComplete, cluster.apiServers.count >= 2 else { return [] }
    return cluster.levels.compactMap { level in
      let places = cluster.apiServers.map { server in
        server.node.map { cluster.nodes[$0].domains.filter { $0.level == level } } ?? []
      }
      guard let first = places.first?.first, first.names.count == 1,
        places.allSatisfy({ $0.contains { $0.names == first.names } }),
        let name = first.names.first, domains(cluster, level).count >= 2
      else { return nil }
      var violation = Violation(
        "all \(cluster.apiServers.count) API servers stand in \(level) \(name): without it none is "
          + "left", at: first.span)
      violation.help = "put one into another \(level)"
      return violation
    }
  }

  /// Every domain of the level that anything stands in.
  private func domains(_ cluster: Cluster, _ level: String) -> Set<String> {
    let places =
      cluster.nodes.flatMap(\.domains) + cluster.etcdClusters.flatMap(\.members).flatMap(\.domains)
      + cluster.balancers.flatMap(\.domains)
    return Set(places.filter { $0.level == level }.flatMap(\.names))
  }
}
