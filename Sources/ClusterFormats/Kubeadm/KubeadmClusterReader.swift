internal import ClusterModel
internal import Syntax

/// Reads what a ClusterConfiguration, or a MasterConfiguration before there was one, says of the
/// cluster as a whole. Of the number of machines it says nothing.
struct KubeadmClusterReader {
  /// `nil` where a tool that runs kubeadm says nothing of its own: all is as kubeadm has it.
  let document: DataNode?
  let version: KubeadmVersion
  /// The document's kind: the nearest place for what it does not say.
  let anchor: Span
  var part: ClusterPart
  var facts: FactReader

  static func read(
    _ document: DataNode?, version: KubeadmVersion, anchor: Span, into part: inout ClusterPart,
    facts: inout FactReader
  ) {
    var reader = KubeadmClusterReader(
      document: document, version: version, anchor: anchor,
      part: ClusterPart(format: part.format, anchor: anchor, isWhole: part.isWhole),
      facts: FactReader(file: facts.file, isRunnable: facts.isRunnable))
    // What is read so far changes hands, and is not copied.
    swap(&reader.part, &part)
    swap(&reader.facts, &facts)
    reader.readFields()
    reader.readComponents()
    reader.readEtcd()
    swap(&reader.part, &part)
    swap(&reader.facts, &facts)
  }

  private mutating func readFields() {
    part.name = facts.fact(document?["clusterName"], "clusterName")
    readVersion()
    let api = facts.mapping(document?["api"], "api")
    part.endpoint =
      facts.fact(document?["controlPlaneEndpoint"], "controlPlaneEndpoint")
      ?? facts.fact(api?["controlPlaneEndpoint"], "api.controlPlaneEndpoint") ?? part.endpoint
  }

  /// A version; a label such as `stable-1` is one that only kubeadm can look up.
  private mutating func readVersion() {
    guard let text = facts.fact(document?["kubernetesVersion"], "kubernetesVersion") else { return }
    let bytes = text.value.utf8
    let first = bytes.first == UInt8(ascii: "v") ? bytes.dropFirst().first : bytes.first
    if let first, (48...57).contains(first), bytes.contains(UInt8(ascii: ".")) {
      part.kubernetesVersion = text
    } else {
      facts.addGap(
        "kubernetesVersion", "kubeadm looks up what version `\(text.value.prefix(60))` is",
        text.span)
    }
  }

  private mutating func readComponents() {
    for component in [Component.apiServer, .controllerManager, .scheduler] {
      let (key, old) = Self.keys(of: component)
      let settings = facts.mapping(document?[key], key)
      if let entry = settings?.entry("extraArgs") {
        addFlags(entry, "\(key).extraArgs", component)
      } else if version < .v1beta1, let entry = document?.entry(old) {
        // Later versions do not know these keys, and kubeadm only warns of a key it does not know.
        addFlags(entry, old, component)
      }
    }
  }

  private static func keys(of component: Component) -> (key: String, old: String) {
    switch component {
    case .apiServer: ("apiServer", "apiServerExtraArgs")
    case .controllerManager: ("controllerManager", "controllerManagerExtraArgs")
    case .scheduler: ("scheduler", "schedulerExtraArgs")
    case .etcd: ("etcd", "etcdExtraArgs")
    }
  }

  private mutating func addFlags(
    _ entry: (key: DataNode, value: DataNode), _ name: String, _ component: Component
  ) {
    let arguments = KubeadmArguments(name: name, listsArguments: version.listsArguments)
    let flags = arguments.read(entry.value, facts: &facts)
    guard !flags.isEmpty else { return }
    part.flagSets.append(
      FlagSet(
        component: component, machines: .all, flags: flags, absence: .isDefault,
        style: entry.value.kind == .sequence ? .nameValueList : .mapping(stringsOnly: true),
        anchor: entry.key.span, format: .kubeadm))
  }

  private mutating func readEtcd() {
    let etcd = document?.entry("etcd")
    let settings = facts.mapping(etcd?.value, "etcd")
    part.etcdAnchor = etcd?.key.span ?? anchor
    let local = entry("local", of: settings)
    var external = entry("external", of: settings)
    if external == nil, version == .v1alpha1 || settings?["endpoints"] != nil {
      external = oldExternal(etcd, settings)
    }
    if let local, let external {
      part.localAndExternal = (local.key.span, external.key.span)
    } else if let external {
      part.topology = Located(.external, external.key.span)
      part.isTopologyWeak = true
    } else {
      // kubeadm runs a member beside each API server where nothing else is said
      // (cmd/kubeadm/app/apis/kubeadm, SetDefaults_Etcd).
      part.topology = Located(.stacked, local?.key.span ?? etcd?.key.span ?? anchor)
      part.hasMemberOnEachNode = true
      part.endpointPolicy = Located(.local, local?.key.span ?? etcd?.key.span ?? anchor)
    }
    if let external {
      readExternal(external.value)
    } else {
      let place = local?.key.span ?? etcd?.key.span ?? anchor
      part.flagSets.insert(KubeadmDefaults.apiServer(at: place), at: 0)
      part.flagSets.append(KubeadmDefaults.etcd(at: place))
    }
    if let local { readLocal(local.value) }
  }

  /// An entry that is there and not null.
  private func entry(_ key: String, of node: DataNode?) -> (key: DataNode, value: DataNode)? {
    guard let entry = node?.entry(key), !entry.value.isNull else { return nil }
    return (entry.key, entry.value)
  }

  /// v1alpha1 has `endpoints` directly below `etcd`.
  private func oldExternal(
    _ etcd: (key: DataNode, value: DataNode)?, _ settings: DataNode?
  ) -> (key: DataNode, value: DataNode)? {
    guard let etcd, let endpoints = settings?["endpoints"], !endpoints.isNull else { return nil }
    return (etcd.key, etcd.value)
  }

  private mutating func readLocal(_ node: DataNode) {
    guard let local = facts.mapping(node, "etcd.local"), let entry = local.entry("extraArgs")
    else { return }
    addFlags(entry, "etcd.local.extraArgs", .etcd)
  }

  private mutating func readExternal(_ node: DataNode) {
    guard let external = facts.mapping(node, "etcd.external") else { return }
    let isKnown = readEndpoints(external)
    let files = [
      ("caFile", "etcd-cafile"), ("certFile", "etcd-certfile"), ("keyFile", "etcd-keyfile"),
    ]
    let flags = files.compactMap { key, flag -> Flag? in
      guard let entry = external.entry(key),
        let text = facts.scalar(entry.value, "etcd.external.\(key)")
      else { return nil }
      return Flag(
        name: flag, value: facts.flagValue(text), nameSpan: entry.key.span, valueSpan: text.span,
        entrySpan: entry.key.span.union(entry.value.span))
    }
    part.flagSets.insert(
      FlagSet(
        component: .apiServer, machines: .all, flags: flags,
        absence: isKnown
          ? .isDefault : .isUnknown("the endpoints of etcd are left to be filled in"),
        style: .namedFields(Dictionary(files.map { ($1, $0) }) { first, _ in first }),
        anchor: external.span, format: .kubeadm), at: 0)
  }

  /// Whether every endpoint is known; only then is the list a fact.
  private mutating func readEndpoints(_ external: DataNode) -> Bool {
    guard let list = facts.items(external["endpoints"], "etcd.external.endpoints"),
      let node = external["endpoints"]
    else { return false }
    var endpoints: [Located<String>] = []
    var isKnown = true
    for (index, item) in list.enumerated() {
      let name = "etcd.external.endpoints[\(index)]"
      if item.isNull { facts.report("\(name) is empty", item.span) }
      guard let text = facts.fact(item, name) else {
        isKnown = false
        continue
      }
      endpoints.append(text)
    }
    if isKnown { part.endpointList = Located(endpoints, node.span) }
    return isKnown
  }
}
