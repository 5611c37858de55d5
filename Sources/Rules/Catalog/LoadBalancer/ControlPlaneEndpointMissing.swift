import ClusterModel
import Syntax

struct ControlPlaneEndpointMissing: Rule {
  static let about = RuleAbout(
    name: "control-plane-endpoint-missing", category: .loadBalancer, grades: [.error],
    summary: "kubeadm is given several control planes and no common endpoint.",
    rationale: """
      kubeadm refuses to join a further control plane to a cluster without controlPlaneEndpoint, \
      and it cannot be added later without new certificates and kubeconfig files.
      """,
    remedy: "Set controlPlaneEndpoint, preferably to a DNS name, before the first kubeadm init.",
    sources: [
      "kubernetes cmd/kubeadm/app/cmd/phases/join/preflight.go "
        + "checkIfReadyForAdditionalControlPlane",
      "kubernetes/kubernetes#95564, kubernetes/website#15524",
    ],
    examples: [
      .bad(
        nodes("apiVersion: kubeadm.k8s.io/v1beta3\nkind: ⟦ClusterConfiguration⟧"),
        file: "kubeadm.yaml"),
      .good(
        nodes(
          "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n"
            + "controlPlaneEndpoint: api.internal:6443"), file: "kubeadm.yaml"),
    ])

  private static func nodes(_ cluster: String) -> String {
    """
    \(cluster)
    ---
    apiVersion: kubeadm.k8s.io/v1beta3
    kind: InitConfiguration
    nodeRegistration: {name: m1}
    localAPIEndpoint: {advertiseAddress: 10.0.0.1}
    ---
    apiVersion: kubeadm.k8s.io/v1beta3
    kind: JoinConfiguration
    nodeRegistration: {name: m2}
    controlPlane:
      localAPIEndpoint: {advertiseAddress: 10.0.0.2}

    """
  }

  func violations(in view: ClusterView) -> [Violation] {
    let cluster = view.cluster
    guard cluster.formats.contains(.kubeadm), cluster.endpoint == nil,
      cluster.apiServers.count >= 2,
      !cluster.gaps.contains(where: { $0.fact == "controlPlaneEndpoint" }),
      !cluster.conflicts.contains(where: { $0.fact == "controlPlaneEndpoint" })
    else { return [] }
    var violation = Violation(
      "\(cluster.apiServers.count) control planes and no controlPlaneEndpoint: kubeadm refuses to "
        + "join the second", at: cluster.anchor)
    violation.help = "set controlPlaneEndpoint to a name or address that all of them share"
    return [violation]
  }
}
