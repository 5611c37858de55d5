import ClusterModel
import Syntax

struct EtcdStaleMember: Rule {
  private static let useless = Grade(
    "those left tolerate no failure", lab: .note, standard: .error, prod: .error)

  static let about = RuleAbout(
    name: "etcd-stale-member", category: .quorum, grades: [.warning, useless],
    summary: "etcd counts a member that is not there.",
    rationale: """
      A member that was added and never started, or whose machine is gone, still counts: quorum \
      is computed with it, so that the others may lose one less. etcd refuses further members while \
      too few answer, and kubeadm join and Cluster API stop at the health check.
      """,
    remedy: """
      Start the member, or remove it by its number while those that are up have quorum without it.
      """,
    sources: [
      "etcd server/etcdserver/api/membership: a member has no name before it has started",
      "kubernetes/kubernetes#81071, kubernetes/kubeadm#1300, kubernetes-sigs/cluster-api#13221",
    ],
    standsInFor: ["etcd-even-member-count", "etcd-domain-loses-quorum"],
    examples: [
      .bad(
        """
        8211f1d0f64f3269, started, e1, http://10.0.0.1:2380, http://10.0.0.1:2379, false
        91bc3c398fb3c146, started, e2, http://10.0.0.2:2380, http://10.0.0.2:2379, false
        ⟦fd422379fda50e48⟧, unstarted, , http://10.0.0.3:2380, , false

        """, file: "members.txt"),
      .good(
        """
        {"header": {"cluster_id": 17237436991929493444}, "members": [
          {"ID": 9372538179322589801, "name": "e1", "peerURLs": ["http://10.0.0.1:2380"]},
          {"ID": 10501334649042878790, "name": "e2", "peerURLs": ["http://10.0.0.2:2380"]},
          {"ID": 18249187646912138824, "name": "e3", "peerURLs": ["http://10.0.0.3:2380"]}]}

        """, file: "members.json"),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    let etcd = view.cluster.etcd
    guard case .stated = etcd.membership, etcd.members.contains(where: { $0.id != nil }) else {
      return []
    }
    let stale = etcd.members.filter { !$0.isStarted || isHomeless($0, etcd, view.cluster) }
    return stale.map { violation($0, stale.count { !$0.isLearner }, etcd) }
  }

  /// Whether its machine is gone: all control-plane nodes are known, the others stand on them, and
  /// this one is on none.
  private func isHomeless(_ member: Member, _ etcd: EtcdCluster, _ cluster: Cluster) -> Bool {
    guard cluster.isControlPlaneComplete, member.isStarted, member.node == nil,
      etcd.topology?.value != .external
    else { return false }
    let urls = member.clientURLs + member.peerURLs
    let isKnown = urls.contains { url in
      EndpointURL.parse(url.value).map { IPAddress.parse($0.host)?.isLoopback == false } ?? false
    }
    return isKnown && etcd.members.contains { $0.node != nil }
      && cluster.controlPlaneNodes.allSatisfy { $0.address != nil }
  }

  private func violation(_ member: Member, _ staleVoters: Int, _ etcd: EtcdCluster) -> Violation {
    let number = member.id.map { " (\($0))" } ?? ""
    let who = member.isNameStated ? "\(member.name)\(number)" : "a member\(number)"
    let what =
      member.isStarted
      ? "is on none of the control-plane nodes" : "was added and never started"
    let voters = etcd.voters.count
    let left = voters - staleVoters - (voters / 2 + 1)
    var violation = Violation(
      member.isLearner
        ? "etcd: learner \(who) \(what): no further learner can be added"
        : "etcd: \(who) \(what), and counts: \(voters) voters need \(voters / 2 + 1), and "
          + "\(max(0, voters - staleVoters)) are there", at: member.span)
    violation.grade = !member.isLearner && left <= 0 ? Self.useless : nil
    violation.help =
      member.isStarted
      ? "remove it if its machine is gone: etcdctl member remove \(member.id ?? "ID")"
      : "start it, or remove it: etcdctl member remove \(member.id ?? "ID")"
    violation.subject = "etcd"
    return violation
  }
}
