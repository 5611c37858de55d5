internal import ClusterModel
internal import Syntax

/// Reads one configuration of kind. Its loader knows every key and refuses the others
/// (pkg/internal/apis/config/encoding/load.go).
struct KindReader {
  private(set) var facts: FactReader
  private(set) var notes: [String] = []

  private static let clusterKeys: Set<String> = [
    "kind", "apiVersion", "name", "nodes", "networking", "featureGates", "runtimeConfig",
    "kubeadmConfigPatches", "kubeadmConfigPatchesJSON6902", "containerdConfigPatches",
    "containerdConfigPatchesJSON6902",
  ]
  private static let nodeKeys: Set<String> = [
    "role", "image", "labels", "extraMounts", "extraPortMappings", "kubeadmConfigPatches",
    "kubeadmConfigPatchesJSON6902",
  ]
  private static let portKeys: Set<String> = [
    "containerPort", "hostPort", "listenAddress", "protocol",
  ]

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: false) }

  mutating func read(_ document: DataNode) -> ClusterPart? {
    let kind = document["kind"]
    let place = kind?.valueSpan ?? document.span
    guard kind?.text == "Cluster" else {
      facts.report("kind has no kind `\(kind?.text.prefix(60) ?? "")`", place)
      return nil
    }
    var part = ClusterPart(format: .kind, anchor: place, isWhole: true)
    reportUnknown(document, Self.clusterKeys, "the cluster")
    part.name = facts.fact(document["name"], "name")
    let name = part.name?.value ?? "kind"
    KubeadmClusterReader.read(
      nil, version: .v1beta3, anchor: place, into: &part, facts: &facts)
    part.name = part.name ?? facts.fact(document["name"], "name")
    readPatches(document, into: &part)
    readNodes(document, named: name, into: &part)
    addDoor(named: name, to: &part)
    facts.give(to: &part)
    return part
  }

  /// Without nodes there is one (pkg/apis/config/v1alpha4/default.go).
  private mutating func readNodes(
    _ document: DataNode, named name: String, into part: inout ClusterPart
  ) {
    guard let entry = document.entry("nodes"), let items = facts.items(entry.value, "nodes"),
      !items.isEmpty
    else {
      part.nodes = [NodeFact(name: "\(name)-control-plane", span: part.anchor)]
      part.nodesStatedAt = part.anchor
      return
    }
    var workers: [Span] = []
    for (index, item) in items.enumerated() {
      guard let node = facts.mapping(item, "nodes[\(index)]") else { continue }
      reportUnknown(node, Self.nodeKeys, "a node")
      for mapping in node["extraPortMappings"]?.children ?? [] {
        reportUnknown(mapping, Self.portKeys, "a port mapping")
      }
      let role = facts.fact(node["role"], "nodes[\(index)].role")
      switch role?.value {
      case "control-plane", nil:
        let number = part.nodes.isEmpty ? "" : "\(part.nodes.count + 1)"
        part.nodes.append(
          NodeFact(name: "\(name)-control-plane\(number)", span: role?.span ?? node.span))
        readPatches(node, into: &part)
      case "worker": workers.append(role?.span ?? node.span)
      default:
        facts.report(
          "kind has no role `\(role?.value.prefix(60) ?? "")`", role?.span ?? node.span)
      }
    }
    part.nodesStatedAt = entry.key.span
    if let first = workers.first { part.workers = Located(workers.count, first) }
  }

  /// Two or more control planes get a balancer of kind's own, an haproxy in a container.
  private func addDoor(named name: String, to part: inout ClusterPart) {
    guard part.nodes.count > 1, let span = part.nodesStatedAt else { return }
    let host = "\(name)-external-load-balancer"
    var balancer = BalancerFact(name: host, span: span)
    balancer.kind = .haproxy
    part.balancers = [balancer]
    part.balancersStatedAt = span
    part.endpoint = Located("\(host):6443", span)
  }

  /// Patches are texts that hold parts of kubeadm's documents.
  private mutating func readPatches(_ node: DataNode, into part: inout ClusterPart) {
    for patch in facts.items(node["kubeadmConfigPatches"], "kubeadmConfigPatches") ?? [] {
      guard let parsed = BlockText.parse(patch, in: facts.file) else {
        notes.append("a patch of kubeadm's configuration is no literal block: it is not read")
        continue
      }
      facts.add(parsed.problems)
      for document in parsed.documents where document["kind"]?.text == "ClusterConfiguration" {
        readPatch(document, into: &part)
      }
    }
  }

  /// A patch lies over what is there: its arguments over the others, its etcd in place of the local.
  private mutating func readPatch(_ document: DataNode, into part: inout ClusterPart) {
    let place = document["kind"]?.valueSpan ?? document.span
    let version =
      document["apiVersion"].flatMap {
        KubeadmVersion(rawValue: String($0.text.dropFirst(KubeadmKind.group.count)))
      } ?? (hasLists(document) ? .v1beta4 : .v1beta3)
    var patch = ClusterPart(format: .kind, anchor: place, isWhole: true)
    KubeadmClusterReader.read(
      document, version: version, anchor: place, into: &patch, facts: &facts)
    part.kubernetesVersion = patch.kubernetesVersion ?? part.kubernetesVersion
    if patch.topology?.value == .external {
      part.topology = patch.topology
      part.etcdAnchor = patch.etcdAnchor
      part.endpointList = patch.endpointList
      part.endpointPolicy = nil
      part.hasMemberOnEachNode = false
      part.flagSets.removeAll { $0.style == .derived }
      part.flagSets += patch.flagSets
    } else {
      part.flagSets += patch.flagSets.filter { $0.style != .derived }
    }
  }

  private func hasLists(_ document: DataNode) -> Bool {
    ["apiServer", "controllerManager", "scheduler"].contains {
      document[$0]?["extraArgs"]?.kind == .sequence
    }
  }

  private mutating func reportUnknown(_ node: DataNode, _ keys: Set<String>, _ what: String) {
    for entry in node.entries where entry.key.kind == .scalar && !keys.contains(entry.key.text) {
      guard entry.key.text != "<<" else { continue }
      facts.report("\(what) has no key `\(entry.key.text.prefix(60))`", entry.key.span)
    }
  }
}
