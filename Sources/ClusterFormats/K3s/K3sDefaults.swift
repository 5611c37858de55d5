internal import ClusterModel
internal import Syntax

/// The flags that RKE2 and k3s give to the components of a server of their own accord
/// (k3s pkg/daemons/control/server.go, pkg/etcd/etcd.go).
enum K3sDefaults {
  /// A server with its own member.
  static func embedded(at span: Span) -> [FlagSet] {
    [
      set(.apiServer, span, [("etcd-servers", "https://127.0.0.1:2379")] + files),
      set(.controllerManager, span, []), set(.scheduler, span, []),
      FlagSet.derived(
        .etcd, format: .k3s, tool: "the server", at: span,
        // Half a second and five seconds, for slow disks.
        known: [
          ("heartbeat-interval", "500"), ("election-timeout", "5000"),
          ("client-cert-auth", "true"), ("peer-client-cert-auth", "true"),
        ],
        perMachine: [
          "name", "initial-cluster", "initial-cluster-state", "listen-client-urls",
          "advertise-client-urls", "listen-peer-urls", "initial-advertise-peer-urls", "cert-file",
          "key-file", "trusted-ca-file", "peer-cert-file", "peer-key-file", "peer-trusted-ca-file",
        ]),
    ]
  }

  /// A server whose etcd runs elsewhere; k3s hands its endpoints on as they are.
  static func external(_ endpoints: Located<String>) -> [FlagSet] {
    let flag = Flag(
      name: "etcd-servers", value: .text(endpoints.value), nameSpan: endpoints.span,
      valueSpan: endpoints.span, entrySpan: endpoints.span)
    return [
      FlagSet(
        component: .apiServer, machines: .all, flags: [flag],
        absence: .isUnknown("k3s sets what the datastore's settings say"), style: .derived,
        anchor: endpoints.span, format: .k3s),
      set(.controllerManager, endpoints.span, []), set(.scheduler, endpoints.span, []),
    ]
  }

  /// A server whose state is in no etcd, or nobody knows where.
  static func elsewhere(at span: Span, _ reason: String) -> [FlagSet] {
    [
      FlagSet(
        component: .apiServer, machines: .all,
        flags: [
          Flag(
            name: "etcd-servers", value: .unknown(reason), nameSpan: span, valueSpan: span,
            entrySpan: span)
        ],
        absence: .isUnknown(reason), style: .derived, anchor: span, format: .k3s),
      set(.controllerManager, span, []), set(.scheduler, span, []),
    ]
  }

  private static let files = [
    ("etcd-cafile", "/var/lib/rancher/server/tls/etcd/server-ca.crt"),
    ("etcd-certfile", "/var/lib/rancher/server/tls/etcd/client.crt"),
    ("etcd-keyfile", "/var/lib/rancher/server/tls/etcd/client.key"),
  ]

  private static func set(
    _ component: Component, _ span: Span, _ known: [(String, String)]
  ) -> FlagSet {
    FlagSet.derived(component, format: .k3s, tool: "the server", at: span, known: known)
  }
}
