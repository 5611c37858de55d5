public import Syntax

extension Cluster {
  /// Folds the parts of one cluster, in the order of their files, into what the cluster is.
  /// `name` is what the cluster is called where no part names it. `file` gives the text of a file,
  /// for the places of single endpoints inside a list.
  public convenience init(
    sealing parts: [ClusterPart], name: String, file: (FileID) -> SourceFile?
  ) {
    self.init(sealing: parts.map(PlacedPart.init), name: name, file: file)
  }

  /// The same, of parts whose machines are known.
  public convenience init(
    sealing parts: [PlacedPart], name: String, file: (FileID) -> SourceFile?
  ) {
    var sealer = ClusterSealer(parts: parts, fallbackName: name)
    let sealed = sealer.seal(file: file)
    self.init(
      name: sealed.name, topology: sealed.topology, balancersStatedAt: sealed.balancersStatedAt,
      facts: sealed.facts)
  }
}

/// The folding of parts, step by step; each step reads what the steps before it settled.
struct ClusterSealer {
  /// What makes a cluster.
  struct Sealed {
    let name: String
    let topology: Cluster.Topology
    let balancersStatedAt: Span?
    let facts: ClusterFacts
  }

  let parts: [PlacedPart]
  let fallbackName: String
  var flagSets: [FlagSet] = []
  var nodes: [Node] = [] {
    didSet { knownHosts = nil }
  }
  private var knownHosts: HostTable?
  /// What the node of a machine is called, where it is not called like the machine's folder.
  var machineNames: [String: String] = [:]
  /// The nodes that documents name as control-plane nodes, with what they say of each, by name.
  var nodeFacts: [String: NodeFact] = [:]
  var machineGroups: [MachineGroup] = []
  var conflicts: [Conflict] = []
  var gaps: [Gap] = []

  init(parts: [PlacedPart], fallbackName: String) {
    self.parts = parts
    self.fallbackName = fallbackName
  }

  mutating func seal(file: (FileID) -> SourceFile?) -> Sealed {
    conflicts = parts.flatMap { $0.facts.conflicts }
    gaps = parts.flatMap { $0.gaps }
    gatherMachineGroups()
    gatherNodes()
    gatherFlagSets()
    adoptBackendZones()
    noteNodeConflicts()
    noteFlagConflicts()
    let endpoint = settleEndpoint()
    let lists = endpointLists(file: file)
    let etcd = sealEtcd(lists)
    let overrides = sealOverrides()
    let commands = commandTable()
    let apiServers = sealAPIServers(
      commands[.apiServer], etcd: etcd, lists: lists, file: file)
    let entryNode = endpoint.flatMap { endpointNode($0.value) }
    let balancers = sealBalancers(apiServers: apiServers, endpoint: endpoint)
    let topology = Cluster.Topology(
      nodes: nodes, etcd: etcd, apiServers: apiServers,
      controllerManagers: sealElectors(commands[.controllerManager], .controllerManager),
      schedulers: sealElectors(commands[.scheduler], .scheduler), balancers: balancers)
    let common =
      apiServers.isEmpty ? commonAPIServer(etcd: etcd, lists: lists, file: file) : nil
    return Sealed(
      name: first { $0.facts.name }?.value ?? fallbackName, topology: topology,
      balancersStatedAt: first { $0.facts.balancersStatedAt },
      facts: facts(commands, common, overrides, endpoint, entryNode))
  }

  private mutating func facts(
    _ commands: CommandTable, _ commonAPIServer: APIServer?, _ overrides: [EtcdCluster],
    _ endpoint: Located<String>?, _ endpointNode: Int?
  ) -> ClusterFacts {
    let kubernetesVersion = settle(
      "kubernetesVersion", { $0.facts.kubernetesVersion }, areOne: Self.areOneVersion
    ) { $0 }
    let requirements = first { $0.facts.requirements }
    let levels = levels
    gaps += requirements?.gaps(levels) ?? []
    let otherDatastore = settle("datastore", { $0.facts.otherDatastore }) { $0 }
    return ClusterFacts(
      anchor: anchor, files: files, formats: formats, kubernetesVersion: kubernetesVersion,
      version: kubernetesVersion.flatMap { KubernetesVersion.parse($0.value) },
      declaredProfile: first { $0.facts.profile }, endpoint: endpoint, endpointNode: endpointNode,
      hosts: parts.flatMap { $0.facts.hosts }, controlPlaneStatedAt: controlPlaneStatedAt,
      isPartialView: parts.contains { $0.facts.isPartialView }, commonAPIServer: commonAPIServer,
      commands: commands, flagSets: flagSets, overrides: overrides,
      workers: first { $0.facts.workers },
      controlPlaneRunner: first { $0.facts.controlPlaneRunner }, otherDatastore: otherDatastore,
      fencing: first { $0.facts.fencing }, machineGroups: machineGroups, levels: levels,
      declaredLevels: declaredLevels, requirements: requirements,
      assumptions: first { $0.facts.assumptions }, gaps: gaps, conflicts: conflicts,
      marks: parts.flatMap { $0.facts.marks },
      localAndExternal: first { $0.facts.localAndExternal })
  }

  /// Who of the nodes answers to a host.
  mutating func hosts() -> HostTable {
    if let knownHosts { return knownHosts }
    let hosts = HostTable(nodes: nodes)
    knownHosts = hosts
    return hosts
  }

  /// What the first part says that says it.
  func first<Value>(_ property: (PlacedPart) -> Value?) -> Value? {
    for part in parts {
      if let value = property(part) { return value }
    }
    return nil
  }

  /// A whole-cluster document's place counts before a part's.
  private var anchor: Span {
    (parts.first(where: { $0.facts.isWhole }) ?? parts.first)?.facts.anchor ?? Span(FileID(0), 0, 0)
  }

  private var files: [FileID] {
    if parts.count == 1, parts[0].facts.includedFiles.isEmpty {
      return [parts[0].facts.anchor.file]
    }
    var files: [FileID] = []
    var seen: Set<FileID> = []
    for file in parts.flatMap({ [$0.facts.anchor.file] + $0.facts.includedFiles })
    where seen.insert(file).inserted {
      files.append(file)
    }
    return files.sorted()
  }

  private var formats: [FormatName] {
    var formats: [FormatName] = []
    for part in parts where !formats.contains(part.facts.format) {
      formats.append(part.facts.format)
    }
    return formats
  }

  var controlPlaneStatedAt: Span? { first { $0.facts.nodesStatedAt } }

  private var declaredLevels: [String] {
    var levels: [String] = []
    for part in parts {
      for level in part.facts.levels where !levels.contains(level) { levels.append(level) }
    }
    return levels
  }

  /// Levels in the order declared, then further ones that somebody stands in, by name.
  private var levels: [String] {
    var used: Set<String> = []
    func note(_ places: [DomainPlace]) {
      for place in places { used.insert(place.level) }
    }
    for index in nodes.indices { note(nodes[index].domains) }
    for part in parts {
      for member in part.facts.members { note(member.domains) }
      for balancer in part.facts.balancers { note(balancer.domains) }
      for member in part.facts.overrides.flatMap(\.members) { note(member.domains) }
    }
    if used.isEmpty { return [] }
    let levels = declaredLevels
    return levels.filter(used.contains) + used.subtracting(levels).sorted(by: scalarOrder)
  }

  private mutating func gatherFlagSets() {
    for index in parts.indices {
      let machine = parts[index].facts.isWhole ? nil : parts[index].machine
      guard let machine = machine.map({ machineNames[$0] ?? $0 }) else {
        flagSets += parts[index].facts.flagSets
        continue
      }
      flagSets += parts[index].facts.flagSets.map { $0.on(machine: machine) }
    }
  }

  /// "3 (m1, m2, m3)", cut short where there are many.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return "\(names.count) (\(shown)\(names.count > 5 ? ", …" : ""))"
  }

  /// The one value of a fact that several parts may state. A file that its program reads counts
  /// before a description; between equals that differ, the fact is unknown.
  mutating func settle<Value: Equatable>(
    _ fact: String, _ property: (PlacedPart) -> Located<Value>?,
    areOne: (Value, Value) -> Bool = { $0 == $1 }, describe: (Value) -> String
  ) -> Located<Value>? {
    if parts.count == 1 { return property(parts[0]) }
    var stated: [(value: Located<Value>, isRunnable: Bool)] = []
    for index in parts.indices {
      if let value = property(parts[index]) {
        stated.append((value, !parts[index].facts.isDescription))
      }
    }
    guard let first = stated.first(where: \.isRunnable) ?? stated.first else { return nil }
    guard let other = stated.first(where: { !areOne($0.value.value, first.value.value) })
    else {
      return first.value
    }
    conflicts.append(
      Conflict(
        fact: fact, first: first.value.map(describe), second: other.value.map(describe),
        changesCount: false))
    return first.isRunnable == other.isRunnable ? nil : first.value
  }

  /// `v1.33.1` and `1.33.1` are one version.
  private static func areOneVersion(_ left: String, _ right: String) -> Bool {
    func bare(_ text: String) -> Substring { text.hasPrefix("v") ? text.dropFirst() : text[...] }
    return bare(left) == bare(right)
  }

  /// Where clients connect. What a machine joins by may be any API server: it counts only where
  /// nothing else is said.
  private mutating func settleEndpoint() -> Located<String>? {
    let isStated = parts.contains { $0.facts.isWhole && $0.facts.endpoint != nil }
    return settle(
      "controlPlaneEndpoint",
      { part in
        isStated && !part.facts.isWhole && part.facts.format == .kubeadm ? nil : part.facts.endpoint
      }
    ) { $0 }
  }

  /// The control-plane node whose own address or name an endpoint is.
  private mutating func endpointNode(_ endpoint: String) -> Int? {
    let host = HostPort.parse(endpoint)?.host ?? endpoint
    guard let index = hosts()[host], nodes[index].isControlPlane else {
      return nil
    }
    return index
  }
}

/// Order by Unicode scalars: `node-10` before `node-2`.
func scalarOrder(_ left: String, _ right: String) -> Bool {
  left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
}
