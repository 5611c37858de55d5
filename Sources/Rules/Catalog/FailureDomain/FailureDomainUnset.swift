import ClusterModel
import Syntax

struct FailureDomainUnset: Rule {
  private static let level = "zone"

  static let about = RuleAbout(
    name: "failure-domain-unset", category: .failureDomain, grades: [.warning],
    summary: "Some control-plane nodes have a zone and others have none.",
    rationale: """
      Nobody can say what the loss of a zone takes along, and tools that spread machines over zones \
      leave those without one out of their count.
      """,
    remedy: "Name the zone of every control-plane node.",
    sources: ["Cluster API util/failuredomains: machines without a domain are not counted"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane:", "  nodes:", "    - {name: m1, domains: {zone: a}}",
          "    - {name: m2, domains: {zone: b}}", "    - {name: ⟦m3⟧}", "etcd: stacked")),
      .good(
        ExampleCluster.spec(
          "controlPlane:", "  nodes:", "    - {name: m1, domains: {zone: a}}",
          "    - {name: m2, domains: {zone: b}}", "    - {name: m3, domains: {zone: c}}",
          "etcd: stacked")),
      .good(ExampleCluster.spec("controlPlane: {count: 3}", "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard cluster.isControlPlaneComplete, !hasOpenPlaces(cluster) else { return [] }
    let nodes = cluster.controlPlaneNodes
    let placed = nodes.filter { node in node.domains.contains { $0.level == Self.level } }
    guard let example = placed.first?.domains.first(where: { $0.level == Self.level }) else {
      return []
    }
    return nodes.filter { node in
      !node.domains.contains { $0.level == Self.level } && !mayMove(node, cluster)
    }.map { node in
      var violation = Violation(
        "\(node.name) has no \(Self.level), \(placed.count) of \(nodes.count) control-plane nodes "
          + "have one", at: node.span)
      violation.related = [.init("another node's", at: example.span)]
      violation.help = "name its \(Self.level)"
      violation.subject = node.name
      return violation
    }
  }

  /// Places that are to be filled in are not missing.
  private func hasOpenPlaces(_ cluster: Cluster) -> Bool {
    cluster.gaps.contains {
      $0.fact.contains("zone") || $0.fact.contains("failureDomain") || $0.fact.contains("domains")
    } || cluster.machineGroups.contains { !$0.unresolved.isEmpty }
  }

  /// A group that may start in several zones is another rule's business.
  private func mayMove(_ node: Node, _ cluster: Cluster) -> Bool {
    cluster.machineGroups.contains {
      $0.name.value == node.name && $0.places.count { $0.level == Self.level } > 1
    }
  }
}
