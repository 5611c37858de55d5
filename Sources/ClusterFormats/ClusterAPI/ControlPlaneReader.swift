internal import ClusterModel
internal import Syntax

/// Reads a control plane of Cluster API: how many machines it has, what runs on them, and how they
/// are replaced.
struct ControlPlaneReader {
  /// The nearest place for the object as a whole.
  let place: Span
  /// What its machines are called before the number.
  let base: String
  /// `KubeadmControlPlane` and the like; empty where it is not known.
  let kind: String
  var listsArguments: Bool

  /// As many machines as a cluster may have.
  private static let limit = 1000

  /// Control planes whose programs run in another cluster or as a cloud's service.
  private static let hosted: Set<String> = [
    "K0smotronControlPlane", "KamajiControlPlane", "HostedControlPlane", "NestedControlPlane",
    "AWSManagedControlPlane", "AzureManagedControlPlane", "AzureASOManagedControlPlane",
    "GCPManagedControlPlane", "OCIManagedControlPlane", "ROSAControlPlane",
  ]

  static func read(
    _ object: ClusterAPIObject, into part: inout ClusterPart, facts: inout FactReader
  ) {
    let reader = ControlPlaneReader(
      place: object.place, base: facts.nameText(object.node), kind: object.kind,
      listsArguments: object.listsArguments)
    guard !hosted.contains(object.kind) else {
      part.controlPlaneRunner = Located(object.kind, object.place)
      part.kubernetesVersion = facts.fact(object.spec?["version"], "version")
      facts.addGap(
        "machines",
        "\(object.kind): the control plane runs elsewhere, on machines that are not "
          + "described", object.place)
      return
    }
    let spec = facts.mapping(object.node["spec"], "spec")
    reader.readSettings(spec, into: &part, facts: &facts)
    part.kubernetesVersion = facts.fact(spec?["version"], "version")
    reader.readReplicas(spec?["replicas"], into: &part, facts: &facts)
    reader.readRollout(spec, into: &part, facts: &facts)
    reader.readFiles(spec, into: &part, facts: &facts)
  }

  /// Nodes, one for each replica. Without a number there may be a patch that has it.
  func readReplicas(_ node: DataNode?, into part: inout ClusterPart, facts: inout FactReader) {
    let replicas = facts.number(node, "replicas")
    let name = Located(base, place)
    var group = MachineGroup(
      name: name, role: .controlPlane, format: .clusterAPI, kind: kind, span: place)
    group.size = replicas
    part.machineGroups.append(group)
    guard let replicas else { return }
    guard (0...Self.limit).contains(replicas.value) else {
      return facts.report("replicas must be a number from 0 to \(Self.limit)", replicas.span)
    }
    part.nodesStatedAt = replicas.span
    guard replicas.value > 0 else { return }
    part.nodes = (1...replicas.value).map { NodeFact(name: "\(base)-\($0)", span: replicas.span) }
  }

  /// `rolloutStrategy` up to v1beta1, `rollout.strategy` from v1beta2 on.
  private func readRollout(
    _ spec: DataNode?, into part: inout ClusterPart, facts: inout FactReader
  ) {
    let strategy = spec?["rolloutStrategy"] ?? spec?["rollout"]?["strategy"]
    guard let strategy, strategy.kind == .mapping,
      let surge = facts.fact(strategy["rollingUpdate"]?["maxSurge"], "rollingUpdate.maxSurge"),
      let index = part.machineGroups.lastIndex(where: { $0.role == .controlPlane })
    else { return }
    part.machineGroups[index].maxSurge = surge
  }

  /// What runs on the machines.
  func readSettings(_ spec: DataNode?, into part: inout ClusterPart, facts: inout FactReader) {
    switch kind {
    case "KubeadmControlPlane": readKubeadm(spec, into: &part, facts: &facts)
    case "RKE2ControlPlane": readRKE2(spec, into: &part, facts: &facts)
    case "KThreesControlPlane": readK3s(spec, into: &part, facts: &facts)
    case "K0sControlPlane": readK0s(spec, into: &part, facts: &facts)
    case "TalosControlPlane": setStacked(at: place, &part)
    default:
      facts.addGap(
        "etcd", "what keeps the state of a \(kind.isEmpty ? "control plane" : kind) is not known",
        place)
    }
  }

  /// One member on each machine, which its API server uses.
  func setStacked(at span: Span, _ part: inout ClusterPart) {
    part.topology = Located(.stacked, span)
    part.etcdAnchor = span
    part.endpointPolicy = Located(.local, span)
    part.hasMemberOnEachNode = true
  }

  private func readKubeadm(
    _ spec: DataNode?, into part: inout ClusterPart, facts: inout FactReader
  ) {
    let config = facts.mapping(spec?["kubeadmConfigSpec"], "kubeadmConfigSpec")
    let entry = config?.entry("clusterConfiguration")
    let settings = facts.mapping(entry?.value, "kubeadmConfigSpec.clusterConfiguration")
    let name = part.name
    let endpoint = part.endpoint
    KubeadmClusterReader.read(
      settings, version: listsArguments ? .v1beta4 : .v1beta3, anchor: entry?.key.span ?? place,
      into: &part, facts: &facts)
    // The Cluster's own count before them (bootstrap/kubeadm reconcileTopLevelObjectSettings).
    part.name = name
    part.endpoint = endpoint ?? part.endpoint
  }

  private func readRKE2(
    _ spec: DataNode?, into part: inout ClusterPart, facts: inout FactReader
  ) {
    let config = facts.mapping(spec?["serverConfig"], "serverConfig")
    let keys: [(String, Component)] = [
      ("kubeAPIServer", .apiServer), ("kubeControllerManager", .controllerManager),
      ("kubeScheduler", .scheduler),
    ]
    for (key, component) in keys {
      let settings = facts.mapping(config?[key], "serverConfig.\(key)")
      part.flagSets += arguments(
        settings?.entry("extraArgs"), "serverConfig.\(key).extraArgs", component, &facts)
    }
    let etcd = facts.mapping(config?["etcd"], "serverConfig.etcd")
    let custom = facts.mapping(etcd?["customConfig"], "serverConfig.etcd.customConfig")
    part.flagSets += arguments(
      custom?.entry("extraArgs"), "serverConfig.etcd.customConfig.extraArgs", .etcd, &facts)
    if let secret = config?.entry("externalDatastoreSecret"), !secret.value.isNull {
      return facts.addGap(
        "etcd", "the datastore is another one, kept in a secret: it is not described",
        secret.key.span)
    }
    setStacked(at: config?.entry("etcd")?.key.span ?? place, &part)
  }

  private func readK3s(
    _ spec: DataNode?, into part: inout ClusterPart, facts: inout FactReader
  ) {
    let settings = facts.mapping(spec?["kthreesConfigSpec"], "kthreesConfigSpec")
    let config = facts.mapping(settings?["serverConfig"], "serverConfig")
    let keys: [(String, Component)] = [
      ("kubeAPIServerArg", .apiServer), ("kubeControllerManagerArgs", .controllerManager),
      ("kubeSchedulerArgs", .scheduler),
    ]
    for (key, component) in keys {
      part.flagSets += arguments(config?.entry(key), "serverConfig.\(key)", component, &facts)
    }
    setStacked(at: place, &part)
  }

  private func arguments(
    _ entry: (key: DataNode, value: DataNode)?, _ name: String, _ component: Component,
    _ facts: inout FactReader
  ) -> [FlagSet] {
    AssignmentList.set(entry, name, component, format: .clusterAPI, facts: &facts).map { [$0] }
      ?? []
  }
}

extension FactReader {
  /// What an object's machines are called after; where its name is to be filled in, by its kind.
  func nameText(_ object: DataNode) -> String {
    guard let name = object["metadata"]?.located("name"), !Placeholder.isUnknown(name.value) else {
      return "control-plane"
    }
    return name.value
  }
}
