import ClusterModel
import Syntax

struct TwoZoneControlPlane: Rule {
  private static let plain = Grade("", lab: nil, standard: .warning, prod: .warning)
  private static let required = Grade(
    "a requirement speaks of the level", lab: nil, standard: .warning, prod: .error)

  static let about = RuleAbout(
    name: "two-zone-control-plane", category: .failureDomain, grades: [plain, required],
    summary: "The voters stand in two failure domains: the loss of one stops etcd.",
    rationale: """
      One of two zones always holds half of the voters or more, and its loss leaves no majority. No \
      number of members changes that.
      """,
    remedy: """
      Put one voter into a third zone; etcd has no witness without data, so it is a full member. Or \
      accept that one zone is fatal, and say which.
      """,
    sources: ["kubernetes/kops#2064, kubernetes/kops#3088, kubernetes/kops#6641"],
    standsInFor: ["etcd-domain-loses-quorum"],
    examples: [
      .bad(ExampleCluster.spec("controlPlane: {zones: {⟦a: 2⟧, b: 1}}", "etcd: stacked")),
      .good(ExampleCluster.spec("controlPlane: {zones: {a: 1, b: 1, c: 1}}", "etcd: stacked")),
      .good(ExampleCluster.spec("controlPlane: {zones: {a: 3}}", "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    return view.countedEtcdClusters.flatMap { etcd in
      cluster.levels.compactMap { level -> Violation? in
        let places = DomainPlaces(etcd, at: level, in: cluster)
        guard places.voters.count == 2, places.unnamed == 0, let fullest = places.fullest,
          fullest.count > etcd.tolerance
        else { return nil }
        let fatal = places.voters.filter { $0.count > etcd.tolerance }.map(\.domain)
        let name = fatal.count == 2 ? "either \(level)" : "\(level) \(fullest.domain)"
        var violation = Violation(
          "\(etcd.title): the voters stand in 2 \(places.title(2)) (\(places.counts)): losing "
            + "\(name) stops every write, and no number of members changes that",
          at: fullest.place)
        violation.help = "put one voter into a third \(level)"
        violation.grade = cluster.requires(level) ? Self.required : Self.plain
        violation.subject = etcd.subject
        return violation
      }
    }
  }
}
