internal import ClusterModel
internal import Syntax

/// Reads one `Cluster` of sealos or sealer. Both install with kubeadm: etcd is on the masters, and
/// each API server has its own member.
struct SealosReader: ClusterDocumentReader {
  private var part: ClusterPart
  private var facts: FactReader

  static func read(_ root: DataNode, _ facts: inout FactReader) -> DocumentReading? {
    guard root.kind == .mapping, let version = root["apiVersion"],
      SealosFormat.groups.contains(where: { version.text.hasPrefix($0) }),
      let kind = root["kind"], kind.kind == .scalar
    else { return nil }
    guard kind.text == "Cluster" else {
      return DocumentReading(note: "\(kind.text.prefix(60)) describes no hosts")
    }
    var reader = SealosReader(
      part: ClusterPart(format: .sealos, anchor: kind.valueSpan, isWhole: true), facts: facts)
    reader.part.name = root["metadata"]?.located("name")
    reader.read(root["spec"], isSealos: version.text.hasPrefix("apps.sealos.io/"))
    facts = reader.facts
    return DocumentReading(part: reader.part)
  }

  private mutating func read(_ node: DataNode?, isSealos: Bool) {
    guard let spec = facts.mapping(node, "spec") else { return }
    part.topology = Located(.stacked, part.anchor)
    part.hasMemberOnEachNode = true
    part.endpointPolicy = Located(.local, part.anchor)
    if spec["hosts"] != nil {
      readHosts(spec)
    } else {
      readGroups(spec)
    }
    // Workers reach the masters through a virtual server of their own kernel (lvscare).
    var balancer = BalancerFact(name: "lvscare", span: part.anchor)
    balancer.kind = .nodeLocal
    part.balancers.append(balancer)
  }

  /// `hosts`: groups of addresses with roles, or a number of machines that are still to be made.
  private mutating func readHosts(_ spec: DataNode) {
    guard let items = facts.items(spec["hosts"], "spec.hosts"), let field = spec.entry("hosts")
    else { return }
    var list = HostList(field: "spec.hosts")
    var isKnown = true
    for (index, item) in items.enumerated() {
      let name = "spec.hosts[\(index)]"
      guard let group = facts.mapping(item, name) else { continue }
      let roles = (group["roles"] ?? group["role"]).map { $0.texts.map(\.value) } ?? []
      let isMaster = roles.contains { $0 == "master" || $0.hasPrefix("master") }
      isKnown = add(group, "ips", name, isMaster: isMaster, to: &list) && isKnown
    }
    finish(list, isKnown ? field.key.span : nil)
  }

  /// `masters` and `nodes`, with `ipList` or `count`.
  private mutating func readGroups(_ spec: DataNode) {
    var list = HostList(field: "spec.masters and spec.nodes")
    var isKnown = true
    for (key, isMaster) in [("masters", true), ("nodes", false)] {
      guard let group = facts.mapping(spec[key], "spec.\(key)") else { continue }
      isKnown = add(group, "ipList", "spec.\(key)", isMaster: isMaster, to: &list) && isKnown
    }
    finish(list, isKnown ? spec.entry("masters")?.key.span : nil)
  }

  private mutating func finish(_ list: HostList, _ place: Span?) {
    guard list.entries.contains(where: \.isControlPlane) else {
      facts.addGap("count", "no masters are stated", part.anchor)
      return
    }
    list.addNodes(to: &part, facts: &facts, statedAt: place)
  }

  /// The machines of one group; `false` where not all of them are known.
  private mutating func add(
    _ group: DataNode, _ key: String, _ name: String, isMaster: Bool, to list: inout HostList
  ) -> Bool {
    guard let field = group.entry(key), !field.value.isNull, field.value.count > 0 else {
      return addCount(group, name, isMaster: isMaster, to: &list)
    }
    var isKnown = true
    for (index, item) in (facts.items(field.value, "\(name).\(key)") ?? []).enumerated() {
      guard let text = facts.fact(item, "\(name).\(key)[\(index)]") else {
        isKnown = false
        continue
      }
      var entry = HostEntry(place: text.span)
      // The port is ssh's.
      let host = HostPort.parse(text.value)?.host ?? text.value
      entry.add(address: Located(host, text.span))
      entry.isControlPlane = isMaster
      entry.isWorker = !isMaster
      list.append(entry)
    }
    return isKnown
  }

  /// A number, which sealer writes as a text.
  private mutating func addCount(
    _ group: DataNode, _ name: String, isMaster: Bool, to list: inout HostList
  ) -> Bool {
    guard let text = facts.fact(group["count"], "\(name).count") else { return !isMaster }
    guard let count = Int(text.value), (0...1000).contains(count) else {
      facts.report("\(name).count must be a number up to 1000", text.span)
      return false
    }
    for index in 0..<count {
      var entry = HostEntry(place: text.span)
      entry.label = Located("\(isMaster ? "master" : "node")-\(index + 1)", text.span)
      entry.isControlPlane = isMaster
      entry.isWorker = !isMaster
      list.append(entry)
    }
    return true
  }

  /// sealer's `KubeadmConfig` beside the cluster.
  static func addSettings(of root: DataNode, to part: inout ClusterPart) {
    guard root.kind == .mapping, root["kind"]?.text == "KubeadmConfig",
      SealosFormat.groups.contains(where: { root["apiVersion"]?.text.hasPrefix($0) == true }),
      let spec = root["spec"], spec.kind == .mapping
    else { return }
    func known(_ key: String) -> Located<String>? {
      spec.located(key).flatMap { Placeholder.isUnknown($0.value) ? nil : $0 }
    }
    part.endpoint = part.endpoint ?? known("controlPlaneEndpoint")
    part.kubernetesVersion = part.kubernetesVersion ?? known("kubernetesVersion")
  }
}
