package import Syntax

extension Cluster {
  /// Folds the parts of one cluster, in the order of their files, into what the cluster is.
  /// `name` is what the cluster is called where no part names it. `file` gives the text of a file,
  /// for the places of single endpoints inside a list.
  package init(
    sealing parts: [ClusterPart], name: String, file: (FileID) -> SourceFile?
  ) {
    var sealer = ClusterSealer(parts: parts, fallbackName: name)
    self = sealer.seal(file: file)
  }
}

/// The folding of parts, step by step; each step reads what the steps before it settled.
struct ClusterSealer {
  let parts: [ClusterPart]
  let fallbackName: String
  var flagSets: [FlagSet] = []
  var nodes: [Node] = []
  /// What the node of a machine is called, where it is not called like the machine's folder.
  var machineNames: [String: String] = [:]
  /// The nodes that documents name as control-plane nodes, with what they say of each, by name.
  var nodeFacts: [String: NodeFact] = [:]
  var machineGroups: [MachineGroup] = []
  var conflicts: [Conflict] = []
  var gaps: [Gap] = []

  init(parts: [ClusterPart], fallbackName: String) {
    self.parts = parts
    self.fallbackName = fallbackName
  }

  mutating func seal(file: (FileID) -> SourceFile?) -> Cluster {
    conflicts = parts.flatMap(\.conflicts)
    gaps = parts.flatMap(\.gaps)
    gatherMachineGroups()
    gatherNodes()
    gatherFlagSets()
    adoptBackendZones()
    noteNodeConflicts()
    let endpoint = settleEndpoint()
    let lists = endpointLists(file: file)
    let etcd = sealEtcd(lists)
    let overrides = sealOverrides()
    let apiServers = sealAPIServers(etcd: etcd, lists: lists, file: file)
    let balancers = sealBalancers(apiServers: apiServers, endpoint: endpoint)
    return Cluster(
      name: parts.lazy.compactMap(\.name).first?.value ?? fallbackName,
      anchor: anchor, files: files, formats: formats,
      kubernetesVersion: settle(
        "kubernetesVersion", { $0.kubernetesVersion }, areOne: Self.areOneVersion
      ) { $0 },
      declaredProfile: parts.lazy.compactMap(\.profile).first,
      endpoint: endpoint, endpointNode: endpoint.flatMap { endpointNode($0.value) },
      nodes: nodes, hosts: parts.flatMap(\.hosts), controlPlaneStatedAt: controlPlaneStatedAt,
      isPartialView: parts.contains(where: \.isPartialView),
      apiServers: apiServers,
      commonAPIServer: apiServers.isEmpty
        ? commonAPIServer(etcd: etcd, lists: lists, file: file) : nil,
      controllerManagers: sealElectors(.controllerManager),
      schedulers: sealElectors(.scheduler),
      invocations: Component.allCases.flatMap(invocations(of:)), flagSets: flagSets,
      etcd: etcd, overrides: overrides, balancers: balancers,
      balancersStatedAt: parts.lazy.compactMap(\.balancersStatedAt).first,
      workers: parts.lazy.compactMap(\.workers).first,
      controlPlaneRunner: parts.lazy.compactMap(\.controlPlaneRunner).first,
      otherDatastore: settle("datastore", { $0.otherDatastore }) { $0 },
      fencing: parts.lazy.compactMap(\.fencing).first, machineGroups: machineGroups,
      levels: levels, declaredLevels: declaredLevels,
      requirements: parts.lazy.compactMap(\.requirements).first,
      assumptions: parts.lazy.compactMap(\.assumptions).first, gaps: gaps, conflicts: conflicts,
      marks: parts.flatMap(\.marks),
      localAndExternal: parts.lazy.compactMap(\.localAndExternal).first)
  }

  /// A whole-cluster document's place counts before a part's.
  private var anchor: Span {
    (parts.first(where: \.isWhole) ?? parts.first)?.anchor ?? Span(FileID(0), 0, 0)
  }

  private var files: [FileID] {
    var files: [FileID] = []
    var seen: Set<FileID> = []
    for file in parts.flatMap({ [$0.anchor.file] + $0.includedFiles })
    where seen.insert(file).inserted {
      files.append(file)
    }
    return files.sorted()
  }

  private var formats: [FormatName] {
    var formats: [FormatName] = []
    for part in parts where !formats.contains(part.format) { formats.append(part.format) }
    return formats
  }

  var controlPlaneStatedAt: Span? { parts.lazy.compactMap(\.nodesStatedAt).first }

  private var declaredLevels: [String] {
    var levels: [String] = []
    for part in parts {
      for level in part.levels where !levels.contains(level) { levels.append(level) }
    }
    return levels
  }

  /// Levels in the order declared, then further ones that somebody stands in, by name.
  private var levels: [String] {
    let levels = declaredLevels
    if levels.isEmpty, nodes.allSatisfy(\.domains.isEmpty),
      parts.allSatisfy({ $0.members.isEmpty && $0.balancers.isEmpty && $0.overrides.isEmpty })
    {
      return []
    }
    let places =
      nodes.flatMap(\.domains) + parts.flatMap(\.members).flatMap(\.domains)
      + parts.flatMap(\.balancers).flatMap(\.domains)
      + parts.flatMap(\.overrides).flatMap(\.members).flatMap(\.domains)
    let used = Set(places.map(\.level))
    return levels.filter(used.contains) + used.subtracting(levels).sorted(by: scalarOrder)
  }

  private mutating func gatherFlagSets() {
    for index in parts.indices {
      let machine = parts[index].isWhole ? nil : parts[index].machine
      guard let machine = machine.map({ machineNames[$0] ?? $0 }) else {
        flagSets += parts[index].flagSets
        continue
      }
      flagSets += parts[index].flagSets.map { $0.on(machine: machine) }
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
    _ fact: String, _ property: (ClusterPart) -> Located<Value>?,
    areOne: (Value, Value) -> Bool = { $0 == $1 }, describe: (Value) -> String
  ) -> Located<Value>? {
    var stated: [(value: Located<Value>, isRunnable: Bool)] = []
    for index in parts.indices {
      if let value = property(parts[index]) {
        stated.append((value, !parts[index].isDescription))
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
    let isStated = parts.contains { $0.isWhole && $0.endpoint != nil }
    return settle(
      "controlPlaneEndpoint",
      { part in
        isStated && !part.isWhole && part.format == .kubeadm ? nil : part.endpoint
      }
    ) { $0 }
  }

  /// The control-plane node whose own address or name an endpoint is.
  private func endpointNode(_ endpoint: String) -> Int? {
    let host = HostPort.parse(endpoint)?.host ?? endpoint
    guard let index = HostTable(nodes: nodes)[host], nodes[index].isControlPlane else {
      return nil
    }
    return index
  }
}

/// Order by Unicode scalars: `node-10` before `node-2`.
func scalarOrder(_ left: String, _ right: String) -> Bool {
  left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
}
