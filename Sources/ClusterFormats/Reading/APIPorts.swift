internal import Syntax

/// Tells what stands in front of API servers from what else a balancer does.
enum APIPorts {
  /// `--secure-port`, kubeadm's `bindPort`.
  static let standard = 6443
  /// Ports that API servers and their balancers have where it is not 6443; other programs have
  /// them too, so that a name has to say what it is.
  private static let others: Set<Int> = [443, 5443, 7443, 8443, 9443, 10443, 16443, 60443, 8383]
  /// Of a cluster, and no API server's: OpenShift's machine configs, RKE2's and k0s's joining,
  /// konnectivity, etcd, web traffic.
  private static let foreign: Set<Int> = [22623, 22624, 9345, 8132, 8133, 2379, 2380, 80, 8080]

  /// Whether a pool of backends is made of API servers, by the ports that it sends to and listens
  /// on, else by its names.
  static func areFronted(targets: [Int?], binds: [Int], names: [String]) -> Bool {
    let stated = Set(targets.compactMap(\.self))
    if stated.contains(standard) { return true }
    guard stated.isDisjoint(with: foreign) else { return false }
    if binds.contains(standard) { return true }
    let isLikely =
      stated.isEmpty
      ? binds.contains(where: others.contains)
      : !stated.isDisjoint(with: others)
    return isLikely && names.contains(where: isName)
  }

  /// Whether a name speaks of the API: `kube-apiserver-https`, `k8s_api`, `control-plane`. One that
  /// only speaks of Kubernetes may be what else a cluster serves: `kubernetes-ingress`,
  /// `kubernetes_https`.
  static func isName(_ name: String) -> Bool {
    let name = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "." }
    let isPlain =
      [
        "apiserver", "kubeapi", "k8sapi", "kubernetesapi", "controlplane", "kubemaster",
        "k8smaster",
      ]
      .contains { name.contains($0) }
    if isPlain || ["k8s", "api", "apik8s", "masters", "master"].contains(name) { return true }
    return name.contains("kubernetes")
      && !["ingress", "dashboard", "http"].contains { name.contains($0) }
  }
}
