internal import ClusterModel
internal import Syntax

/// The flags that kOps and etcd-manager give to the programs of their own accord.
enum KopsDefaults {
  static func sets(at span: Span) -> [FlagSet] {
    [
      // nodeup/pkg/model/kube_apiserver.go.
      FlagSet.derived(
        .apiServer, format: .kops, tool: "kOps", at: span,
        known: [
          ("etcd-cafile", "\(folder)/etcd-ca.crt"), ("etcd-certfile", "\(folder)/etcd-client.crt"),
          ("etcd-keyfile", "\(folder)/etcd-client.key"),
        ], perMachine: ["advertise-address"]),
      // etcd-manager sets the rest of what a member needs when it starts it.
      FlagSet.derived(
        .etcd, format: .kops, tool: "etcd-manager", at: span,
        known: [("client-cert-auth", "true"), ("peer-client-cert-auth", "true")],
        perMachine: [
          "name", "initial-cluster", "initial-cluster-state", "listen-client-urls",
          "advertise-client-urls", "listen-peer-urls", "initial-advertise-peer-urls", "cert-file",
          "key-file", "trusted-ca-file", "peer-cert-file", "peer-key-file", "peer-trusted-ca-file",
        ]),
    ]
  }

  private static let folder = "/srv/kubernetes/kube-apiserver"
}
