import ClusterModel
import Syntax

struct EtcdLearnerCounted: Rule {
  private static let useless = Grade(
    "the voters tolerate no failure", lab: .note, standard: .error, prod: .error)
  /// etcd server/etcdserver/api/membership/cluster_opts.go `DefaultMaxLearners`; fixed before 3.6.
  private static let standardLimit = 1

  static let about = RuleAbout(
    name: "etcd-learner-counted", category: .quorum, grades: [.warning, useless],
    summary: "A learner stands where a voter would make the cluster survive more.",
    rationale: """
      A learner copies the data and does not vote: it is there for the minutes between joining and \
      being promoted. Who counts three members with one learner counts on a failure that the two \
      voters do not survive. etcd takes one learner at a time, so a forgotten one blocks the next.
      """,
    remedy: "Promote the learner once it has caught up: etcdctl member promote ID.",
    sources: [
      "etcd server/etcdserver/api/membership/cluster_opts.go DefaultMaxLearners",
      "etcd server/etcdserver/server.go isLearnerReady: 90 % of the leader's index",
    ],
    standsInFor: ["etcd-two-members", "etcd-even-member-count"],
    examples: [
      .bad(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd:", "  topology: stacked", "  members:", "    - e1",
          "    - e2", "    - {name: ⟦e3⟧, learner: true}")),
      .good(
        ExampleCluster.spec(
          "controlPlane: {count: 4}", "etcd:", "  topology: stacked", "  members:", "    - e1",
          "    - e2", "    - e3", "    - {name: e4, learner: true}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    view.countedEtcdClusters.flatMap { etcd in
      [counted(etcd), tooMany(etcd, view)].compactMap(\.self)
    }
  }

  private func counted(_ etcd: EtcdCluster) -> Violation? {
    guard let learner = etcd.members.first(where: \.isLearner), etcd.voters.count >= 2 else {
      return nil
    }
    let voters = etcd.voters.count
    // Once every learner votes; a member that never started counts, and bears nothing.
    let after = etcd.members.count { $0.isStarted } - (etcd.members.count / 2 + 1)
    guard after > etcd.tolerance else { return nil }
    var violation = Violation(
      "\(etcd.title): \(etcd.members.count) members, and \(voters) vote: you may lose "
        + "\(etcd.tolerance), not \(after)", at: learner.span)
    violation.label = "a learner, which does not vote"
    violation.grade = etcd.tolerance == 0 ? Self.useless : nil
    violation.help =
      "promote it once it has caught up: etcdctl member promote \(learner.id ?? "ID")"
    violation.subject = etcd.subject
    return violation
  }

  private func tooMany(_ etcd: EtcdCluster, _ view: ClusterView) -> Violation? {
    let learners = etcd.members.filter(\.isLearner)
    let limits = view.cluster.invocations(of: .etcd).map {
      $0.value("max-learners", default: Self.standardLimit) { GoInt.parse($0).map { Int($0) } }
    }
    let limit = limits.isEmpty ? Self.standardLimit : limits.compactMap(\.value).max()
    guard let limit, learners.count > limit, learners.count > 1 else { return nil }
    var violation = Violation(
      "\(etcd.title): \(learners.count) learners, and etcd takes \(limit)",
      at: learners[learners.count - 1].span)
    violation.help = "add and promote one learner after the other"
    violation.subject = "\(etcd.subject) learners"
    return violation
  }
}
