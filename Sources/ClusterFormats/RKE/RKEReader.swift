internal import ClusterModel
internal import Syntax

/// Reads one `cluster.yml`.
struct RKEReader: ClusterDocumentReader {
  private let root: DataNode
  private var part: ClusterPart
  private var facts: FactReader

  static func read(_ root: DataNode, _ facts: inout FactReader) -> DocumentReading? {
    guard root.kind == .mapping, root["apiVersion"] == nil, let nodes = root.entry("nodes"),
      nodes.value.kind == .sequence, nodes.value.children.contains(where: hasRole)
    else { return nil }
    var reader = RKEReader(root: root, key: nodes.key, facts: facts)
    reader.read(nodes)
    facts = reader.facts
    return DocumentReading(part: reader.part)
  }

  /// Whether a node has one of RKE's roles: what tells the file from others with nodes.
  private static func hasRole(_ node: DataNode) -> Bool {
    guard node.kind == .mapping, let role = node["role"] else { return false }
    return roles(role).contains { ["controlplane", "etcd", "worker"].contains($0) }
  }

  private static func roles(_ node: DataNode) -> [String] {
    if node.kind == .scalar {
      return node.text.split(separator: ",").map { $0.filter { $0 != " " } }
    }
    return node.texts.map(\.value)
  }

  private init(root: DataNode, key: DataNode, facts: FactReader) {
    self.root = root
    self.facts = facts
    part = ClusterPart(format: .rke, anchor: key.span, isWhole: true)
  }

  private mutating func read(_ nodes: (key: DataNode, value: DataNode)) {
    part.name = facts.fact(root["cluster_name"], "cluster_name")
    part.kubernetesVersion = facts.fact(root["kubernetes_version"], "kubernetes_version")
    var list = HostList(field: "nodes")
    for (index, node) in nodes.value.items.enumerated() {
      if let entry = readNode(node, "nodes[\(index)]") { list.append(entry) }
    }
    let place = list.entries.count == nodes.value.count ? nodes.key.span : nil
    list.addNodes(to: &part, facts: &facts, statedAt: place)
    readEtcd(list, place)
    readFlags()
    // RKE runs nginx on each node that has no API server (cluster/plan.go, BuildProxyProcess).
    var balancer = BalancerFact(name: "nginx-proxy", span: part.anchor)
    balancer.kind = .nodeLocal
    part.balancers.append(balancer)
  }

  private mutating func readNode(_ node: DataNode, _ name: String) -> HostEntry? {
    guard let node = facts.mapping(node, name) else { return nil }
    let roles = node["role"].map(Self.roles) ?? []
    let address = facts.known(node["address"], "\(name).address")
    var entry = HostEntry(place: address?.span ?? node.span)
    entry.isControlPlane = roles.contains("controlplane")
    entry.isEtcd = roles.contains("etcd")
    entry.isWorker = roles.contains("worker")
    // The name that RKE gives the node (hosts/hosts.go).
    entry.name = facts.known(node["hostname_override"], "\(name).hostname_override")
    entry.label = address
    let inner = facts.known(node["internal_address"], "\(name).internal_address")
    entry.add(address: inner)
    entry.add(address: address)
    entry.domains = HostEntry.domains(node["labels"])
    return entry
  }

  private mutating func readEtcd(_ list: HostList, _ place: Span?) {
    let services = facts.mapping(root["services"], "services")
    let etcd = services?.entry("etcd")
    part.etcdAnchor = etcd?.key.span ?? part.anchor
    if let urls = etcd?.value.entry("external_urls"), urls.value.count > 0 {
      part.topology = Located(.external, urls.key.span)
      let items = facts.items(urls.value, "services.etcd.external_urls") ?? []
      let endpoints = items.enumerated().compactMap {
        facts.fact($1, "services.etcd.external_urls[\($0)]")
      }
      if endpoints.count == items.count { part.endpointList = Located(endpoints, urls.value.span) }
      return
    }
    list.addMembers(to: &part, statedAt: place)
    // Every API server has all of them (services/etcd.go, GetEtcdConnString).
    part.endpointPolicy = Located(.all, place ?? part.anchor)
    // cluster/defaults.go.
    part.flagSets.append(
      FlagMapping.defaults(
        [("heartbeat-interval", "500"), ("election-timeout", "5000")], of: .etcd,
        at: part.etcdAnchor ?? part.anchor, absence: .isUnknown("RKE sets further flags"),
        format: .rke))
  }

  private mutating func readFlags() {
    let services = root["services"]
    let more = FlagSet.Absence.isUnknown("RKE sets further flags")
    let components: [(String, Component)] = [
      ("etcd", .etcd), ("kube-api", .apiServer), ("kube-controller", .controllerManager),
      ("scheduler", .scheduler),
    ]
    for (key, component) in components {
      if component.electsLeader {
        part.flagSets.append(
          FlagMapping.defaults(
            [("leader-elect", "true")], of: component, at: part.anchor, absence: .isDefault,
            format: .rke))
      }
      FlagMapping.add(
        services?[key]?.entry("extra_args"), "services.\(key).extra_args", of: component, to: &part,
        facts: &facts, absence: component.electsLeader ? .isDefault : more)
    }
  }
}
