internal import ClusterModel
internal import Syntax

extension ClusterSpecReader {
  /// The `etcd` key: a topology alone, or the mapping.
  mutating func readEtcd(_ node: DataNode, key: DataNode) {
    part.etcdAnchor = key.span
    if node.kind == .scalar {
      guard let topology = EtcdCluster.Topology(rawValue: node.text) else { return }
      part.topology = Located(topology, node.valueSpan)
      part.hasMemberOnEachNode = topology == .stacked
      return
    }
    guard node.kind == .mapping else { return }
    part.topology = readTopology(node)
    let read = readMembers(node, prefix: "etcd", topology: part.topology?.value)
    part.members = read.members
    part.membersStatedAt = read.statedAt
    part.hasMemberOnEachNode = read.statedAt == nil && part.topology?.value == .stacked
    readFlags(of: node, component: .etcd, machines: .all)
    for item in node["overrides"]?.children ?? [] { readOverride(item) }
    checkUnique(part.overrides.map { Located($0.name, $0.span) }, "etcd override")
  }

  private func readTopology(_ node: DataNode) -> Located<EtcdCluster.Topology>? {
    node.located("topology").flatMap { text in
      EtcdCluster.Topology(rawValue: text.value).map { Located($0, text.span) }
    }
  }

  private mutating func readOverride(_ item: DataNode) {
    guard let name = item.located("name") else { return }
    var fact = OverrideFact(name: name.value, span: name.span)
    fact.resources = item["resources"]?.texts ?? []
    fact.topology = readTopology(item)
    let read = readMembers(item, prefix: name.value, topology: fact.topology?.value)
    fact.members = read.members
    fact.membersStatedAt = read.statedAt
    part.overrides.append(fact)
  }

  /// Members listed, counted or by zone; `statedAt` is nil where none of these is given.
  private mutating func readMembers(
    _ node: DataNode, prefix: String, topology: EtcdCluster.Topology?
  ) -> (members: [MemberFact], statedAt: Span?) {
    let count = node["count"]
    let zones = node["zones"]
    let key = prefix == "etcd" ? "etcd" : "etcd override \(prefix)"
    if let list = node.entry("members"), list.value.kind == .sequence {
      let members = list.value.items.prefix(ClusterSchema.mostOfAnything).compactMap {
        readMember($0, topology: topology)
      }
      if let count { compareCount(count, members.count, "\(key).members", list.key.span) }
      if let zones { reportBoth("\(key).members", list.key.span, "\(key).zones", zones.span) }
      checkExternalNames(members, topology: topology)
      if topology == .stacked { checkFits(members.count, list.key.span) }
      return (members, list.key.span)
    }
    if let zones, zones.kind == .mapping {
      let members = expand(zones: zones).map { slot in
        var fact = MemberFact(span: slot.span)
        fact.domains = [slot]
        return fact
      }
      if let count { compareCount(count, members.count, "\(key).zones", zones.span) }
      if topology == .stacked { checkFits(members.count, zones.span) }
      return (members, zones.span)
    }
    guard let count, let number = boundedCount(count) else { return ([], nil) }
    if topology == .stacked { checkFits(number, count.span) }
    return ((0..<number).map { _ in MemberFact(span: count.span) }, count.span)
  }

  private mutating func readMember(
    _ item: DataNode, topology: EtcdCluster.Topology?
  ) -> MemberFact? {
    guard item.kind == .mapping else {
      guard item.isFilledScalar else { return nil }
      var fact = MemberFact(span: item.valueSpan)
      fact.name = Located(item.text, item.valueSpan)
      return fact
    }
    var fact = MemberFact(span: item.span)
    fact.name = item.located("name")
    fact.span = fact.name?.span ?? item.span
    fact.clientURLs = item["clientURL"]?.oneOrMore ?? []
    fact.peerURLs = item["peerURL"]?.oneOrMore ?? []
    fact.node = item.located("node")
    fact.isLearner = item["learner"]?.bool() ?? false
    fact.isStarted = item["started"]?.bool() ?? true
    if let machine = fact.node ?? fact.name {
      readFlags(of: item, component: .etcd, machines: .named(machine.value))
    }
    fact.domains = readDomains(item["domains"])
    if topology == .stacked, let node = fact.node,
      !part.nodes.isEmpty, !part.nodes.contains(where: { $0.name == node.value })
    {
      problems.append(
        InputProblem(
          "the stacked member is on node `\(node.value)`, which controlPlane does not name",
          node.span))
    }
    return fact
  }

  /// A stacked member stands on a control-plane node, at most one on each by count.
  private mutating func checkFits(_ count: Int, _ span: Span) {
    guard part.nodesStatedAt != nil, count > part.nodes.count else { return }
    let nodes =
      part.nodes.count == 1 ? "1 control-plane node" : "\(part.nodes.count) control-plane nodes"
    problems.append(
      InputProblem(
        "\(count) stacked members do not fit on \(nodes)", span,
        related: part.nodesStatedAt.map { [.init("the nodes", $0)] } ?? []))
  }

  /// An external member named like a control-plane node leaves open which of the two it stands on.
  private mutating func checkExternalNames(
    _ members: [MemberFact], topology: EtcdCluster.Topology?
  ) {
    guard topology == .external else { return }
    for member in members where member.node == nil {
      guard let name = member.name, let node = part.nodes.first(where: { $0.name == name.value })
      else { continue }
      problems.append(
        InputProblem(
          "external member `\(name.value)` is named like a control-plane node: say with `node` "
            + "where it stands", name.span,
          related: [.init("the node", node.span)]))
    }
  }
}
