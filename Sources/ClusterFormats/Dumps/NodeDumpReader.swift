internal import ClusterModel
internal import Syntax

/// Reads the nodes of one document. A list tells all nodes of its cluster; a node by itself only
/// that it is there. Whether a node is ready says nothing of how the cluster is made.
struct NodeDumpReader {
  private var facts: FactReader

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: false) }

  /// The part that a document makes; `nil` where it holds no node.
  mutating func read(_ root: DataNode) -> ClusterPart? {
    let list = Self.list(root)
    let objects = list.map { Array($0.items) } ?? [root]
    let nodes = objects.filter { Self.isNode($0, isInNodeList: root["kind"]?.text == "NodeList") }
      .map(DumpedNode.init)
    guard let first = nodes.first else { return nil }
    var part = ClusterPart(format: .nodeDump, anchor: first.span, isWhole: false)
    part.isLive = true
    part.levels = DumpedNode.levels.map(\.level)
    for node in nodes where node.isControlPlane {
      if let fact = fact(node) { part.nodes.append(fact) }
    }
    part.controlPlaneRunner = nodes.lazy.compactMap(\.manager).first
    let place = list?.span ?? root.span
    if part.nodes.isEmpty {
      if list != nil { part.gaps.append(hidden(part.controlPlaneRunner, at: first.span)) }
    } else if list != nil {
      part.nodesStatedAt = part.nodes.first?.span
      let workers = nodes.count - part.nodes.count
      if workers > 0 { part.workers = Located(workers, first.span) }
      addEtcd(nodes, to: &part, isComplete: true, at: place)
    } else {
      addEtcd(nodes, to: &part, isComplete: false, at: place)
    }
    facts.give(to: &part)
    return part
  }

  /// The items of a list of nodes, or of a list of anything.
  private static func list(_ root: DataNode) -> DataNode? {
    guard root.kind == .mapping, let items = root["items"], items.kind == .sequence else {
      return nil
    }
    return items
  }

  /// Whether an object is a node: by its kind, else by what only a node's status has.
  private static func isNode(_ object: DataNode, isInNodeList: Bool) -> Bool {
    guard object.kind == .mapping, object["metadata"]?.kind == .mapping else { return false }
    if let kind = object["kind"], !kind.isNull { return kind.textEquals("Node") }
    guard let status = object["status"], status.kind == .mapping else { return isInNodeList }
    return isInNodeList || status["nodeInfo"] != nil
  }

  private mutating func fact(_ node: DumpedNode) -> NodeFact? {
    guard let name = facts.fact(node.name, "metadata.name") else { return nil }
    var fact = NodeFact(name: name.value, span: name.span)
    fact.address = node.address
    fact.otherAddresses = node.otherAddresses
    fact.domains = node.domains
    return fact
  }

  /// Members of etcd, where the nodes' roles tell them (RKE2, k3s with embedded etcd, RKE).
  private mutating func addEtcd(
    _ nodes: [DumpedNode], to part: inout ClusterPart, isComplete: Bool, at place: Span
  ) {
    let hosts = nodes.filter { $0.etcdRole != nil }
    guard let anchor = hosts.first?.name?.valueSpan else { return }
    part.etcdAnchor = anchor
    if hosts.allSatisfy(\.isControlPlane) {
      part.topology = Located(.stacked, anchor)
    } else if !hosts.contains(where: \.isControlPlane) {
      part.topology = Located(.external, anchor)
    }
    for index in part.nodes.indices {
      let isHost = hosts.contains { $0.name?.text == part.nodes[index].name }
      if !isHost { part.nodes[index].components.remove(.etcd) }
    }
    for host in hosts {
      guard let name = host.name else { continue }
      var member = MemberFact(span: name.valueSpan)
      member.node = Located(name.text, name.valueSpan)
      if !host.isControlPlane { member.domains = host.domains }
      part.members.append(member)
    }
    if isComplete { part.membersStatedAt = anchor }
  }

  /// A list without a control-plane node: somebody else runs the control plane.
  private func hidden(_ manager: Located<String>?, at span: Span) -> Gap {
    let message =
      manager.map { "managed control plane (\($0.value)): not described" }
      ?? "no node has a control-plane role: the control plane is not described"
    return Gap(about: "cluster", fact: Gap.hiddenControlPlane, message: message, span: span)
  }
}
