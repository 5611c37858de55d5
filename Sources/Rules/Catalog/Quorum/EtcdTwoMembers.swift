import ClusterModel
import Syntax

struct EtcdTwoMembers: Rule {
  static let about = RuleAbout(
    name: "etcd-two-members", category: .quorum, grades: [.error],
    summary: "Two voters need both: either loss stops every write.",
    rationale: """
      The majority of 2 is 2, so two voters survive nothing, and there are two machines whose loss \
      stops the cluster: it is down about twice as often as with one. A member that is lost cannot \
      be removed either, since that needs the majority.
      """,
    remedy: "Go to three voters, or to one and claim no high availability.",
    sources: [
      "etcd documentation, op-guide/runtime-configuration: removing from two members is unsafe",
      "kubernetes/kubeadm#2188, kubernetes/kubeadm#2275, k3s-io/k3s#10942",
    ],
    standsInFor: [
      "etcd-even-member-count", "etcd-single-member", "two-zone-control-plane",
      "etcd-domain-loses-quorum",
    ],
    examples: [
      .bad(ExampleCluster.spec("controlPlane: {count: ⟦2⟧}", "etcd: stacked")),
      .bad(
        ExampleText.unit(
          "/usr/local/bin/kube-apiserver",
          "--etcd-servers=⟦https://10.0.0.21:2379,https://10.0.0.22:2379⟧",
          "--etcd-cafile=/pki/ca.crt", "--etcd-certfile=/pki/c.crt", "--etcd-keyfile=/pki/c.key"),
        file: "kube-apiserver.service"),
      .good(ExampleCluster.spec("controlPlane: {count: 3}", "etcd: stacked")),
      .good(
        ExampleCluster.spec(
          "controlPlane: {count: 3}", "etcd:", "  topology: external", "  members:",
          "    - e1", "    - e2", "    - e3", "    - {name: e4, learner: true}")),
    ])

  func violations(in view: ClusterView) -> [Violation] {
    // OpenShift's two nodes with fencing go on with one (cluster-etcd-operator,
    // TwoNodeScalingStrategy).
    guard view.cluster.fencing == nil else { return [] }
    return view.countedEtcdClusters.compactMap { etcd in
      guard etcd.voters.count == 2 else { return nil }
      var violation = Violation(
        "\(etcd.title): 2 voters\(etcd.countedBy) need both: losing either stops every write",
        at: etcd.statedAt)
      violation.label = "2 voters, quorum 2, you may lose 0"
      violation.help = "go to 3 voters (you may lose 1), or to 1 and claim no high availability"
      violation.subject = etcd.subject
      return violation
    }
  }
}
