import ClusterModel
import Syntax

struct FailureDomainAmbiguous: Rule {
  /// Levels of which everybody knows which is the wider, widest first; others count where the
  /// document orders them.
  private static let known = ["region", "zone", "rack", "hypervisor"]

  static let about = RuleAbout(
    name: "failure-domain-ambiguous", category: .failureDomain, grades: [.warning],
    summary: "One name stands for two failure domains of one level.",
    rationale: """
      A domain is its level and its name: rack 1 of one zone and rack 1 of another are taken for one \
      rack, whose loss takes machines of both zones along. Figures come out too low.
      """,
    remedy: "Give each domain a name of its own, such as zone and rack in one word.",
    sources: ["kubernetes.io, well-known labels: zones of two regions are to be told apart"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane:", "  nodes:", "    - {name: m1, domains: {zone: a, rack: r1}}",
          "    - {name: m2, domains: {zone: b, rack: ⟦r1⟧}}",
          "    - {name: m3, domains: {zone: c, rack: r3}}", "etcd: stacked")),
      .bad(
        ExampleCluster.spec(
          "controlPlane:", "  nodes:", "    - {name: m1, domains: {hall: x, row: one}}",
          "    - {name: m2, domains: {hall: y, row: ⟦one⟧}}", "etcd: stacked",
          "failureDomains: [hall, row]")),
      .good(
        ExampleCluster.spec(
          "controlPlane:", "  nodes:", "    - {name: m1, domains: {zone: a, rack: a1}}",
          "    - {name: m2, domains: {zone: b, rack: b1}}",
          "    - {name: m3, domains: {zone: b, rack: b1}}", "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    let pairs = pairs(cluster)
    if pairs.isEmpty { return [] }
    let sites =
      cluster.nodes.map(\.domains) + cluster.balancers.filter { $0.node == nil }.map(\.domains)
    return pairs.flatMap { wide, narrow in
      ambiguous(wide: wide, narrow: narrow, sites)
    }
  }

  /// Pairs of levels next to each other, the wider first.
  private func pairs(_ cluster: Cluster) -> [(String, String)] {
    guard cluster.levels.count > 1 else { return [] }
    let declared = cluster.declaredLevels.filter(cluster.levels.contains)
    let order = declared.count > 1 ? declared : Self.known.filter(cluster.levels.contains)
    return Array(zip(order, order.dropFirst()))
  }

  private func ambiguous(
    wide: String, narrow: String, _ sites: [[DomainPlace]]
  ) -> [Violation] {
    var first: [String: (wider: String, place: DomainPlace)] = [:]
    var told: Set<String> = []
    return sites.compactMap { places in
      guard let wider = single(places, wide),
        let place = places.first(where: { $0.level == narrow }),
        let name = single(places, narrow)
      else { return nil }
      guard let known = first[name] else {
        first[name] = (wider, place)
        return nil
      }
      guard known.wider != wider, told.insert(name).inserted else { return nil }
      var violation = Violation(
        "\(narrow) \(name) is in \(wide) \(known.wider) and in \(wide) \(wider): both are taken for "
          + "one \(narrow)", at: place.span)
      violation.related = [.init("in \(wide) \(known.wider)", at: known.place.span)]
      violation.help = "name the two apart: \(known.wider)-\(name) and \(wider)-\(name)"
      violation.subject = "\(narrow):\(name)"
      return violation
    }
  }

  private func single(_ places: [DomainPlace], _ level: String) -> String? {
    let names = places.filter { $0.level == level }.flatMap(\.names)
    return names.count == 1 ? names[0] : nil
  }
}
