internal import ClusterModel
internal import Syntax

/// Reads the settings of one server of RKE2 or k3s.
struct K3sReader {
  private let file: SourceFile
  private let layers: K3sLayers
  private let keys: Set<String>
  /// By file: a drop-in's places are its own.
  private var readers: [FileID: FactReader] = [:]

  init(file: SourceFile, layers: K3sLayers) {
    self.file = file
    self.layers = layers
    keys = layers.keys
    for layer in layers.layers {
      readers[layer.file.id] = FactReader(file: layer.file, isRunnable: true)
    }
  }

  /// What is wrong with the file itself; a drop-in is read by itself too.
  var problems: [InputProblem] { readers[file.id]?.problems ?? [] }

  /// The server's part; `nil` where the file may be an agent's.
  mutating func part() -> ClusterPart? {
    guard !keys.isDisjoint(with: K3sKeys.server) || !keys.contains("server"),
      let anchor = layers.layers.first?.document.entries.first(where: { _ in true })?.key.span
    else { return nil }
    var part = ClusterPart(format: .k3s, anchor: anchor, isWhole: false)
    part.machineHint = fact("node-name") ?? fact("advertise-address") ?? fact("node-ip")
    part.includedFiles = layers.layers.dropFirst().map(\.file.id)
    readDatastore(into: &part)
    for (key, component) in [
      ("kube-apiserver-arg", Component.apiServer),
      ("kube-controller-manager-arg", .controllerManager), ("kube-scheduler-arg", .scheduler),
      ("etcd-arg", .etcd),
    ] {
      part.flagSets += sets(key, component)
    }
    removeDisabled(from: &part)
    for layer in layers.layers {
      guard var reader = readers[layer.file.id] else { continue }
      reader.give(to: &part)
      readers[layer.file.id] = reader
    }
    return part
  }

  private mutating func sets(_ key: String, _ component: Component) -> [FlagSet] {
    var sets: [FlagSet] = []
    for entry in layers.entries(key) {
      guard var reader = readers[entry.file.id] else { continue }
      let set = AssignmentList.set(
        (entry.key, entry.value), key, component, format: .k3s, facts: &reader)
      readers[entry.file.id] = reader
      if let set { sets.append(set) }
    }
    return sets
  }

  private mutating func fact(_ key: String) -> Located<String>? {
    guard let entry = layers.entry(key), var reader = readers[entry.file.id] else { return nil }
    // An address may be a list, of which the first counts.
    let node = entry.value.kind == .sequence ? entry.value.item(0) : entry.value
    let fact = reader.fact(node, key)
    readers[entry.file.id] = reader
    return fact
  }

  private var isRKE2: Bool {
    let server = layers.entry("server")?.value.text ?? ""
    return file.path.contains("rke2") || server.hasSuffix(":9345")
      || !keys.isDisjoint(with: K3sKeys.rke2)
  }

  private mutating func readDatastore(into part: inout ClusterPart) {
    let place = layers.entry("cluster-init")?.key.span ?? part.anchor
    if let endpoint = layers.entry("datastore-endpoint") {
      return readEndpoint(endpoint.value, into: &part)
    }
    let joins = layers.has("server")
    let starts = layers.entry("cluster-init").map { $0.value.bool() == true } ?? false
    if isRKE2 || joins || starts {
      part.topology = Located(.stacked, place)
      part.etcdAnchor = place
      part.hasMemberOnEachNode = true
      part.flagSets = K3sDefaults.embedded(at: place)
    } else {
      // One server of k3s alone keeps its state in SQLite (k3s pkg/cluster/storage.go).
      part.flagSets = K3sDefaults.elsewhere(at: place, "k3s keeps its state in SQLite")
      addGap("SQLite keeps the state where this is a server of k3s that nobody joins", place)
    }
  }

  /// A list of etcd's URLs, or a database.
  private mutating func readEndpoint(_ node: DataNode, into part: inout ClusterPart) {
    guard let text = fact("datastore-endpoint") else {
      part.flagSets = K3sDefaults.elsewhere(
        at: part.anchor, "the datastore's endpoint is not known")
      return
    }
    if text.value.hasPrefix("http://") || text.value.hasPrefix("https://") {
      part.topology = Located(.external, text.span)
      part.etcdAnchor = text.span
      part.flagSets = K3sDefaults.external(text)
      return
    }
    let database = text.value.split(separator: ":").first.map(String.init) ?? text.value
    let name = text.value.contains("://") ? database : "a database"
    part.flagSets = K3sDefaults.elsewhere(at: text.span, "\(name) keeps the state, not etcd")
    part.otherDatastore = Located(name, text.span)
    addGap("\(name) keeps the state: what it survives is not described", text.span)
  }

  private mutating func addGap(_ message: String, _ span: Span) {
    readers[file.id]?.addGap("etcd", message, span)
  }

  private func removeDisabled(from part: inout ClusterPart) {
    let switches: [(String, Component)] = [
      ("disable-etcd", .etcd), ("disable-apiserver", .apiServer),
      ("disable-controller-manager", .controllerManager), ("disable-scheduler", .scheduler),
    ]
    for (key, component) in switches where layers.entry(key)?.value.bool() == true {
      part.flagSets.removeAll { $0.component == component }
      if component == .etcd { part.hasMemberOnEachNode = false }
    }
  }
}
