internal import ClusterModel
internal import Syntax

/// The flags that kubeadm itself gives to the components where etcd is local, so that their absence
/// from `extraArgs` is not taken for the programs' own defaults. Those that differ between machines
/// are unknown.
enum KubeadmDefaults {
  /// cmd/kubeadm/app/phases/controlplane/manifests.go, getAPIServerCommand.
  static func apiServer(at span: Span) -> FlagSet { apiServer.at(span) }

  private static let apiServer = flags(
    .apiServer,
    known: [
      ("etcd-cafile", "\(folder)/etcd/ca.crt"),
      ("etcd-certfile", "\(folder)/apiserver-etcd-client.crt"),
      ("etcd-keyfile", "\(folder)/apiserver-etcd-client.key"),
    ], perMachine: ["advertise-address"])

  /// cmd/kubeadm/app/phases/etcd/local.go, getEtcdCommand.
  static func etcd(at span: Span) -> FlagSet { etcd.at(span) }

  private static let etcd = flags(
    .etcd,
    known: [
      ("client-cert-auth", "true"), ("peer-client-cert-auth", "true"),
      ("cert-file", "\(folder)/etcd/server.crt"), ("key-file", "\(folder)/etcd/server.key"),
      ("trusted-ca-file", "\(folder)/etcd/ca.crt"),
      ("peer-cert-file", "\(folder)/etcd/peer.crt"),
      ("peer-key-file", "\(folder)/etcd/peer.key"),
      ("peer-trusted-ca-file", "\(folder)/etcd/ca.crt"),
    ],
    perMachine: [
      "name", "initial-cluster", "initial-cluster-state", "listen-client-urls",
      "advertise-client-urls", "listen-peer-urls", "initial-advertise-peer-urls",
    ])

  private static let folder = "/etc/kubernetes/pki"

  private static func flags(
    _ component: Component, known: [(String, String)], perMachine: [String]
  ) -> DerivedFlags {
    DerivedFlags(
      component, format: .kubeadm, tool: "kubeadm", known: known, perMachine: perMachine)
  }
}
