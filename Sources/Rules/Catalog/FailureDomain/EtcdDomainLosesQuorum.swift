import ClusterModel
import Syntax

struct EtcdDomainLosesQuorum: Rule {
  private static let plain = Grade("", lab: nil, standard: .warning, prod: .warning)
  private static let required = Grade(
    "a requirement speaks of the level", lab: nil, standard: .warning, prod: .error)

  static let about = RuleAbout(
    name: "etcd-domain-loses-quorum", category: .failureDomain, grades: [plain, required],
    summary: "One failure domain holds so many voters that its loss stops etcd.",
    rationale: """
      When a zone or rack fails, all voters in it fail together. etcd goes on only if the others \
      still are a majority of all.
      """,
    remedy: """
      Move a member from the fullest domain to the emptiest: add a learner there, promote it, \
      remove the old one.
      """,
    sources: ["kOps documentation on high availability", "AWS EKS: 3 members over 3 zones"],
    examples: [
      .bad(ExampleCluster.spec("controlPlane: {zones: {⟦a: 3⟧, b: 1, c: 1}}", "etcd: stacked")),
      .good(ExampleCluster.spec("controlPlane: {zones: {a: 2, b: 2, c: 1}}", "etcd: stacked")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    return view.countedEtcdClusters.flatMap { etcd in
      cluster.levels.compactMap { level -> Violation? in
        let places = DomainPlaces(etcd, at: level, in: cluster)
        guard places.voters.count >= 3, let fullest = places.fullest,
          fullest.count > etcd.tolerance
        else { return nil }
        let left = etcd.voters.count - fullest.count
        var violation = Violation(
          "\(etcd.title): \(level) \(fullest.domain) holds \(fullest.count) of "
            + "\(etcd.voters.count) voters: without it \(left) are left, and "
            + "\(etcd.voters.count / 2 + 1) are needed", at: fullest.place)
        violation.notes = ["voters by \(level): \(places.counts)"]
        violation.help = "let no \(level) hold more than \(etcd.tolerance)"
        violation.grade = cluster.requires(level) ? Self.required : Self.plain
        violation.subject = etcd.subject
        return violation
      }
    }
  }
}
