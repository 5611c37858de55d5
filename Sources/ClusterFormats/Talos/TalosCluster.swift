internal import ClusterModel
internal import Syntax

/// What every control-plane machine of Talos has: a member of its own, and the arguments of
/// `cluster`.
enum TalosCluster {
  static func read(
    _ cluster: DataNode?, place: Span, into part: inout ClusterPart, facts: inout FactReader
  ) {
    setStacked(at: cluster?.entry("etcd")?.key.span ?? place, &part)
    let keys: [(String, Component)] = [
      ("apiServer", .apiServer), ("controllerManager", .controllerManager),
      ("scheduler", .scheduler), ("etcd", .etcd),
    ]
    for (key, component) in keys {
      let settings = facts.mapping(cluster?[key], "cluster.\(key)")
      guard let entry = settings?.entry("extraArgs") else { continue }
      let arguments = KubeadmArguments(name: "cluster.\(key).extraArgs", listsArguments: false)
      let flags = arguments.read(entry.value, facts: &facts)
      guard !flags.isEmpty else { continue }
      part.flagSets.append(
        FlagSet(
          component: component, machines: .all, flags: flags, absence: .isDefault,
          style: .mapping(stringsOnly: true), anchor: entry.key.span, format: .talos))
    }
  }

  /// Its API server uses the member beside it
  /// (internal/app/machined/pkg/controllers/k8s/control_plane_static_pod.go).
  static func setStacked(at place: Span, _ part: inout ClusterPart) {
    part.topology = Located(.stacked, place)
    part.etcdAnchor = place
    part.hasMemberOnEachNode = true
    let folder = "/system/secrets/kubernetes/kube-apiserver"
    part.flagSets = [
      FlagSet.derived(
        .apiServer, format: .talos, tool: "Talos", at: place,
        known: [
          ("etcd-servers", "https://localhost:2379"),
          ("etcd-cafile", "\(folder)/etcd-client-ca.crt"),
          ("etcd-certfile", "\(folder)/etcd-client.crt"),
          ("etcd-keyfile", "\(folder)/etcd-client.key"),
        ], perMachine: ["advertise-address"]),
      FlagSet.derived(.controllerManager, format: .talos, tool: "Talos", at: place, known: []),
      FlagSet.derived(.scheduler, format: .talos, tool: "Talos", at: place, known: []),
      FlagSet.derived(
        .etcd, format: .talos, tool: "Talos", at: place,
        known: [("client-cert-auth", "true"), ("peer-client-cert-auth", "true")],
        perMachine: [
          "name", "initial-cluster", "initial-cluster-state", "listen-client-urls",
          "advertise-client-urls", "listen-peer-urls", "initial-advertise-peer-urls", "cert-file",
          "key-file", "trusted-ca-file", "peer-cert-file", "peer-key-file", "peer-trusted-ca-file",
        ]),
    ]
  }
}
