internal import ClusterModel
internal import Syntax

/// Reads one k0sctl document.
struct K0sctlReader: ClusterDocumentReader {
  private let spec: DataNode?
  /// k0s' configuration below `spec.k0s.config.spec`.
  private let config: DataNode?
  private var part: ClusterPart
  private var facts: FactReader

  static func read(_ root: DataNode, _ facts: inout FactReader) -> DocumentReading? {
    guard root.kind == .mapping, root["apiVersion"]?.text.hasPrefix(K0sctlFormat.group) == true,
      let kind = root["kind"], kind.kind == .scalar
    else { return nil }
    guard kind.text.lowercased() == "cluster" else {
      return DocumentReading(note: "k0sctl's \(kind.text.prefix(60)) describes no hosts")
    }
    var reader = K0sctlReader(root, kind, facts)
    reader.read()
    facts = reader.facts
    return DocumentReading(part: reader.part)
  }

  private init(_ root: DataNode, _ kind: DataNode, _ facts: FactReader) {
    self.facts = facts
    part = ClusterPart(format: .k0sctl, anchor: kind.valueSpan, isWhole: true)
    part.name = root["metadata"]?.located("name")
    spec = root["spec"]
    config = root["spec"]?["k0s"]?["config"]?["spec"]
  }

  private mutating func read() {
    guard let spec = facts.mapping(spec, "spec") else { return }
    readVersion(spec)
    guard let hosts = facts.items(spec["hosts"], "spec.hosts"), let entry = spec.entry("hosts"),
      !hosts.isEmpty
    else {
      facts.addGap("count", "no hosts are stated", part.anchor)
      return
    }
    var list = HostList(field: "spec.hosts")
    for (index, host) in hosts.enumerated() {
      if let entry = readHost(host, "spec.hosts[\(index)]") { list.append(entry) }
    }
    let place = list.entries.count == hosts.count ? entry.key.span : nil
    list.addNodes(to: &part, facts: &facts, statedAt: place)
    readStorage(list, place ?? entry.key.span)
    readFlags()
    readFrontDoor()
  }

  private mutating func readVersion(_ spec: DataNode) {
    guard let text = facts.fact(spec["k0s"]?["version"], "spec.k0s.version") else { return }
    let digits = text.value.hasPrefix("v") ? text.value.dropFirst() : text.value[...]
    // Up to 0.13 k0s counted its own versions.
    if digits.hasPrefix("1.") { part.kubernetesVersion = text }
  }

  private mutating func readHost(_ node: DataNode, _ name: String) -> HostEntry? {
    guard let host = facts.mapping(node, name) else { return nil }
    var entry = HostEntry(place: host.span)
    if let role = facts.fact(host["role"], "\(name).role") {
      switch role.value.split(separator: " ").joined() {
      case "controller": entry.isControlPlane = true
      case "controller+worker", "single":
        entry.isControlPlane = true
        entry.isWorker = true
      case "worker": entry.isWorker = true
      default:
        facts.report("k0sctl has no role `\(role.value.prefix(60))`", role.span)
        return nil
      }
      entry.place = role.span
    } else {
      return nil
    }
    entry.isEtcd = entry.isControlPlane
    entry.name = facts.known(host["hostname"], "\(name).hostname")
    let way = ["ssh", "openSSH", "winRM"].compactMap { host[$0] }.first
    let address = facts.known(way?["address"], "\(name).ssh.address")
    let port = way?.located("port")
    let isPlain = port == nil || port?.value == "22"
    let own = facts.known(host["privateAddress"], "\(name).privateAddress")
    entry.add(address: own)
    entry.add(address: address, isOwn: isPlain)
    if let address, own == nil, !isPlain, let port {
      entry.label = Located("\(address.value):\(port.value)", address.span)
    } else if let address, entry.addresses.isEmpty {
      entry.label = address
    }
    return entry
  }

  // MARK: etcd

  /// etcd beside each controller, unless the configuration says otherwise; with `single`, or kine,
  /// the data are in no etcd (k0s cmd/controller, and pkg/apis/k0s/v1beta1/storage.go).
  private mutating func readStorage(_ list: HostList, _ hosts: Span) {
    let storage = config?.entry("storage")
    part.etcdAnchor = storage?.key.span ?? hosts
    if let type = facts.fact(storage?.value["type"], "storage.type"), type.value == "kine" {
      facts.addGap("etcd", "k0s keeps its data through kine: there may be no etcd", type.span)
      return
    }
    let external = storage?.value["etcd"]?.entry("externalCluster")
    if let external, !external.value.isNull { return readExternal(external) }
    if storage == nil, let single = single {
      facts.addGap("etcd", "a single k0s keeps its data in SQLite: there is no etcd", single)
      return
    }
    part.topology = Located(.stacked, part.etcdAnchor ?? hosts)
    part.hasMemberOnEachNode = true
    part.endpointPolicy = Located(.local, part.etcdAnchor ?? hosts)
  }

  private var single: Span? {
    spec?["hosts"]?.children.compactMap { $0.located("role") }.first { $0.value == "single" }?.span
  }

  private mutating func readExternal(_ external: (key: DataNode, value: DataNode)) {
    part.topology = Located(.external, external.key.span)
    let node = external.value["endpoints"]
    guard let items = facts.items(node, "externalCluster.endpoints"), let node else { return }
    let endpoints = items.enumerated().compactMap {
      facts.fact($1, "externalCluster.endpoints[\($0)]")
    }
    if endpoints.count == items.count { part.endpointList = Located(endpoints, node.span) }
  }

  // MARK: Flags

  /// k0s sets `leader-elect` and no timing of it (pkg/component/controller/controllermanager.go and
  /// scheduler.go); of the other programs it sets more than the document says.
  private mutating func readFlags() {
    let more = FlagSet.Absence.isUnknown("k0s sets further flags")
    for (key, component) in [
      ("controllerManager", Component.controllerManager), ("scheduler", .scheduler),
    ] {
      let leads = [("leader-elect", single == nil ? "true" : "false")]
      part.flagSets.append(
        FlagMapping.defaults(
          leads, of: component, at: part.anchor, absence: .isDefault, format: .k0sctl))
      FlagMapping.add(
        config?[key]?.entry("extraArgs"), "\(key).extraArgs", of: component, to: &part,
        facts: &facts, absence: .isDefault)
    }
    FlagMapping.add(
      config?["api"]?.entry("extraArgs"), "api.extraArgs", of: .apiServer, to: &part,
      facts: &facts, absence: more)
    FlagMapping.add(
      config?["storage"]?["etcd"]?.entry("extraArgs"), "storage.etcd.extraArgs", of: .etcd,
      to: &part, facts: &facts, absence: more)
  }

  // MARK: Front door

  /// `api.externalAddress`, else the address that keepalived holds.
  private mutating func readFrontDoor() {
    let network = config?["network"]
    let local = network?.entry("nodeLocalLoadBalancing")
    if let local, local.value["enabled"]?.bool() == true {
      var fact = BalancerFact(name: "node-local", span: local.key.span)
      fact.kind = .nodeLocal
      part.balancers.append(fact)
    }
    let address = readVirtualAddress(network?.entry("controlPlaneLoadBalancing"))
    let port = config?["api"]?.located("port")?.value ?? "6443"
    if let external = facts.fact(config?["api"]?["externalAddress"], "api.externalAddress") {
      let isBare =
        IPAddress.parse(external.value) != nil || HostPort.parse(external.value)?.port == nil
      part.endpoint = isBare ? Self.endpoint(external, port) : external
    } else if let address {
      part.endpoint = Self.endpoint(address, port)
    } else if part.nodes.count > 1, part.balancers.isEmpty {
      facts.addGap(
        "endpoint",
        "neither externalAddress nor a virtual address is given: k0sctl points clients "
          + "and workers at the first controller", part.anchor)
    }
  }

  private static func endpoint(_ host: Located<String>, _ port: String) -> Located<String> {
    host.map { $0.contains(":") ? "[\($0)]:\(port)" : "\($0):\(port)" }
  }

  /// keepalived on every controller (pkg/apis/k0s/v1beta1/cplb.go): the first virtual address.
  private mutating func readVirtualAddress(
    _ entry: (key: DataNode, value: DataNode)?
  ) -> Located<String>? {
    guard let entry, entry.value["enabled"]?.bool() == true else { return nil }
    let keepalived = entry.value["keepalived"]
    let servers = keepalived?["virtualServers"]?.children.compactMap { $0.located("ipAddress") }
    let instances = keepalived?["vrrpInstances"]?.children.flatMap { $0["virtualIPs"]?.texts ?? [] }
    guard let first = instances?.first ?? servers?.first, !facts.isUnknown(first) else {
      return nil
    }
    let address = first.map { text in String(text.prefix { $0 != "/" }) }
    for node in part.nodes {
      var fact = BalancerFact(name: "keepalived-\(node.name)", span: entry.key.span)
      fact.kind = .keepalived
      fact.node = Located(node.name, node.span)
      fact.vip = address
      part.balancers.append(fact)
    }
    if part.nodesStatedAt != nil { part.balancersStatedAt = entry.key.span }
    return servers?.first { !Placeholder.isUnknown($0.value) } ?? address
  }
}
