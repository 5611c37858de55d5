internal import ClusterModel
internal import Syntax

/// Reads one `KubeOneCluster`. KubeOne installs with kubeadm: etcd is on the control-plane hosts, and
/// each API server has its own member.
struct KubeOneReader: ClusterDocumentReader {
  private let root: DataNode
  private var part: ClusterPart
  private var facts: FactReader

  static func read(_ root: DataNode, _ facts: inout FactReader) -> DocumentReading? {
    guard root.kind == .mapping, let version = root["apiVersion"],
      KubeOneFormat.groups.contains(where: { version.text.hasPrefix($0) }),
      let kind = root["kind"], kind.kind == .scalar
    else { return nil }
    guard kind.text == "KubeOneCluster" else {
      return DocumentReading(note: "KubeOne's \(kind.text.prefix(60)) describes no hosts")
    }
    var reader = KubeOneReader(
      root: root, part: ClusterPart(format: .kubeone, anchor: kind.valueSpan, isWhole: true),
      facts: facts)
    reader.read()
    facts = reader.facts
    return DocumentReading(part: reader.part)
  }

  private mutating func read() {
    part.name = facts.fact(root["name"], "name")
    part.kubernetesVersion = facts.fact(root["versions"]?["kubernetes"], "versions.kubernetes")
    part.topology = Located(.stacked, part.anchor)
    part.hasMemberOnEachNode = true
    part.endpointPolicy = Located(.local, part.anchor)
    readHosts()
    readEndpoint()
    readFlags()
  }

  private mutating func readHosts() {
    let controlPlane = facts.mapping(root["controlPlane"], "controlPlane")
    let field = controlPlane?.entry("hosts")
    guard let items = facts.items(field?.value, "controlPlane.hosts"), let field, !items.isEmpty
    else {
      facts.addGap(
        "count", "no control-plane hosts are stated: KubeOne takes them from Terraform's output",
        part.anchor)
      return
    }
    var list = HostList(field: "controlPlane.hosts")
    for (index, item) in items.enumerated() {
      if var entry = readHost(item, "controlPlane.hosts[\(index)]") {
        entry.isControlPlane = true
        list.append(entry)
      }
    }
    let place = list.entries.count == items.count ? field.key.span : nil
    let workers = facts.mapping(root["staticWorkers"], "staticWorkers")?["hosts"]
    for (index, item) in (facts.items(workers, "staticWorkers.hosts") ?? []).enumerated() {
      if var entry = readHost(item, "staticWorkers.hosts[\(index)]") {
        entry.isWorker = true
        list.append(entry)
      }
    }
    list.addNodes(to: &part, facts: &facts, statedAt: place)
    // Machines of a machine controller may be workers too.
    part.workers = nil
  }

  private mutating func readHost(_ node: DataNode, _ name: String) -> HostEntry? {
    guard let host = facts.mapping(node, name) else { return nil }
    var entry = HostEntry(place: host.span)
    let inner = facts.known(host["privateAddress"], "\(name).privateAddress")
    let outer = facts.known(host["publicAddress"], "\(name).publicAddress")
    entry.place = inner?.span ?? outer?.span ?? host.span
    entry.name = facts.known(host["hostname"], "\(name).hostname")
    entry.add(address: inner)
    entry.add(address: outer, isOwn: inner == nil)
    entry.domains = HostEntry.domains(host["labels"])
    return entry
  }

  private mutating func readEndpoint() {
    let endpoint = facts.mapping(root["apiEndpoint"], "apiEndpoint")
    guard let host = facts.fact(endpoint?["host"], "apiEndpoint.host") else {
      if part.nodes.count > 1, endpoint?["host"] == nil {
        facts.addGap(
          "endpoint",
          "apiEndpoint is not given: KubeOne takes the first host's address or a "
            + "balancer from Terraform's output", part.anchor)
      }
      return
    }
    let port = facts.fact(endpoint?["port"], "apiEndpoint.port")?.value ?? "6443"
    part.endpoint = host.map { $0.contains(":") ? "[\($0)]:\(port)" : "\($0):\(port)" }
  }

  private mutating func readFlags() {
    let components = facts.mapping(root["controlPlaneComponents"], "controlPlaneComponents")
    let more = FlagSet.Absence.isUnknown("KubeOne sets further flags")
    for (key, component) in [
      ("apiServer", Component.apiServer), ("controllerManager", .controllerManager),
      ("scheduler", .scheduler),
    ] {
      if component.electsLeader {
        // kubeadm's manifests have it (cmd/kubeadm/app/phases/controlplane/manifests.go).
        part.flagSets.append(
          FlagMapping.defaults(
            [("leader-elect", "true")], of: component, at: part.anchor, absence: .isDefault,
            format: .kubeone))
      }
      FlagMapping.add(
        components?[key]?.entry("flags"), "controlPlaneComponents.\(key).flags", of: component,
        to: &part, facts: &facts, absence: component.electsLeader ? .isDefault : more)
    }
  }
}
