internal import ClusterModel
internal import Syntax

/// Reads the kubeadm documents of one file into one part.
struct KubeadmReader {
  var facts: FactReader
  private var part: ClusterPart?
  /// The first document of each kind that kubeadm reads once.
  private var firsts: [KubeadmKind: Span] = [:]
  /// The documents that are kubeadm's, whether they say something of use or not.
  private(set) var documents: [Span] = []
  private var notes: [String] = []

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: false) }

  /// Reads a document, where it is one of kubeadm's, or the object that holds one in a cluster.
  mutating func read(_ document: DataNode) {
    guard let data = KubeadmConfigMap.data(of: document) else { return readDocument(document) }
    documents.append(document.span)
    for entry in data.entries {
      guard let parsed = BlockText.parse(entry.value, in: facts.file) else {
        notes.append("\(entry.key.text) of kubeadm-config is no literal block: it is not read")
        continue
      }
      facts.add(parsed.problems)
      for document in parsed.documents { readDocument(document) }
    }
  }

  private mutating func readDocument(_ document: DataNode) {
    guard document.kind == .mapping, let apiVersion = document["apiVersion"],
      apiVersion.kind == .scalar, apiVersion.text.hasPrefix(KubeadmKind.group)
    else { return }
    documents.append(document.span)
    guard let (kind, version) = identify(document, apiVersion) else { return }
    switch kind {
    case .master: readCluster(document, kind, version)
    case .cluster: readCluster(document, kind, version)
    case .initialize: readInit(document)
    case .join: readJoin(document)
    case .node: note("NodeConfiguration describes a worker", document)
    case .status, .reset, .upgrade: note("\(kind.rawValue) says nothing of the topology", document)
    }
  }

  /// The part of all documents read, and what is wrong with them.
  mutating func result() -> ReadResult {
    var result = ReadResult()
    result.isRecognised = !documents.isEmpty
    result.problems = facts.problems
    result.notes = notes
    if var part = part.take() {
      part.gaps += facts.gaps
      part.marks += facts.marks
      result.parts = [part]
    }
    return result
  }

  private mutating func identify(
    _ document: DataNode, _ apiVersion: DataNode
  ) -> (KubeadmKind, KubeadmVersion)? {
    let name = String(
      decoding: apiVersion.text.utf8.dropFirst(KubeadmKind.group.utf8.count), as: UTF8.self)
    guard let version = KubeadmVersion(rawValue: name) else {
      facts.report(
        "kubeadm has no version `\(name.prefix(60))` that haplan knows: it reads v1alpha1 to v1beta4",
        apiVersion.valueSpan)
      return nil
    }
    guard let node = document["kind"], node.kind == .scalar, !node.text.isEmpty else {
      facts.report("kind is missing: kubeadm cannot tell what this is", apiVersion.valueSpan)
      return nil
    }
    guard let kind = KubeadmKind(rawValue: node.text) else {
      facts.report("kubeadm has no kind `\(node.text.prefix(60))`", node.valueSpan)
      return nil
    }
    if !kind.versions.contains(version) {
      facts.report(
        "kubeadm's \(version.rawValue) has no kind \(kind.rawValue)", node.valueSpan,
        related: [.init("the version", apiVersion.valueSpan)])
    }
    return (kind, version)
  }

  private mutating func note(_ text: String, _ document: DataNode) { notes.append(text) }

  /// The part that the file's documents share; a ClusterConfiguration makes it a whole cluster.
  private mutating func withPart(
    isWhole: Bool, anchor: Span, _ body: (inout ClusterPart, inout FactReader) -> Void
  ) {
    var current = part.take() ?? ClusterPart(format: .kubeadm, anchor: anchor, isWhole: isWhole)
    if isWhole, !current.isWhole {
      var whole = ClusterPart(format: .kubeadm, anchor: anchor, isWhole: true)
      whole.nodes = current.nodes
      whole.hosts = current.hosts
      whole.endpoint = current.endpoint
      current = whole
    }
    body(&current, &facts)
    part = current
  }
}

extension KubeadmReader {
  private mutating func readCluster(
    _ document: DataNode, _ kind: KubeadmKind, _ version: KubeadmVersion
  ) {
    let place = document["kind"]?.valueSpan ?? document.span
    if let first = firsts[.cluster] {
      facts.report(
        "a second \(kind.rawValue): kubeadm reads one in a file", place,
        related: [.init("the first", first)])
      return
    }
    firsts[.cluster] = place
    withPart(isWhole: true, anchor: place) { part, facts in
      KubeadmClusterReader.read(
        document, version: version, anchor: place, into: &part, facts: &facts)
      if kind == .master {
        KubeadmNodes.readMaster(document, into: &part, facts: &facts)
      }
      part.identities = [part.endpoint.flatMap(Self.identity)].compactMap(\.self)
    }
  }

  private mutating func readInit(_ document: DataNode) {
    let place = document["kind"]?.valueSpan ?? document.span
    withPart(isWhole: false, anchor: place) { part, facts in
      KubeadmNodes.readInit(document, into: &part, facts: &facts)
    }
  }

  private mutating func readJoin(_ document: DataNode) {
    let place = document["kind"]?.valueSpan ?? document.span
    guard let entry = document.entry("controlPlane"), !entry.value.isNull,
      entry.value.kind != .scalar || entry.value.bool() != false
    else {
      return note("JoinConfiguration without controlPlane describes a worker", document)
    }
    withPart(isWhole: false, anchor: place) { part, facts in
      KubeadmNodes.readJoin(document, controlPlane: entry.value, into: &part, facts: &facts)
      guard !part.isWhole else { return }
      part.refersTo = [part.endpoint.flatMap(Self.identity)].compactMap(\.self)
      part.machineHint = part.nodes.first.map { Located($0.name, $0.span) }
    }
  }

  /// What ties a machine that joins to the cluster that it joins: the endpoint of both.
  private static func identity(of endpoint: Located<String>) -> String? {
    guard let parsed = HostPort.parse(endpoint.value) else { return nil }
    return "kubeadm/\(parsed.host.lowercased()):\(parsed.port ?? 6443)"
  }
}
