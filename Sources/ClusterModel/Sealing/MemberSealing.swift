internal import Syntax

extension ClusterSealer {
  /// The facts of the main etcd cluster's members, and how they are known.
  mutating func memberFacts(
    _ lists: [EndpointList]
  ) -> ([MemberFact], EtcdCluster.Membership) {
    let sources = memberSources()
    if sources.count == 1, sources[0].isComplete {
      return (sources[0].facts, .stated(sources[0].span))
    }
    let table = MemberTable(sources, nodes: nodes, hosts: hosts())
    guard let base = sources.firstIndex(where: \.isComplete) else {
      return namedOrSeen(table, lists)
    }
    let own = Set(table.members[base])
    var isUnknown = false
    var fewest = own.count
    var outside: Set<Int> = []
    for (index, source) in sources.enumerated() where index != base {
      let other = Set(table.members[index])
      if source.isComplete {
        guard other != own else { continue }
        note(sources[base], table.members[base], source, table.members[index], table)
        if source.rank == sources[base].rank { isUnknown = true }
        fewest = min(fewest, other.count)
        outside.formUnion(other)
      } else if !other.isSubset(of: own) {
        let isLater = own.isSubset(of: other) && sources[base].rank == source.rank
        if !isLater {
          note(source, table.members[index], sources[base], table.members[base], table)
        }
        if source.rank <= sources[base].rank { isUnknown = true }
        if isLater { fewest = max(fewest, other.count) }
        outside.formUnion(other)
      }
    }
    let members = table.members[base] + outside.subtracting(own).sorted()
    guard isUnknown else {
      return (table.members[base].map { table.entries[$0].fact }, .stated(sources[base].span))
    }
    return (members.map { table.entries[$0].fact }, .atLeast(max(1, fewest)))
  }

  /// Two sources that do not name the same members: the first is the one that counts.
  private mutating func note(
    _ first: MemberSource, _ firstMembers: [Int], _ second: MemberSource, _ secondMembers: [Int],
    _ table: MemberTable
  ) {
    let conflict = Conflict(
      fact: "etcd members", first: Located(list(firstMembers, table), first.span),
      second: Located(list(secondMembers, table), second.span), changesCount: true,
      difference: difference(firstMembers, secondMembers, table))
    if !conflicts.contains(conflict) { conflicts.append(conflict) }
  }

  /// "e4 is only here", as seen from the second.
  private func difference(_ first: [Int], _ second: [Int], _ table: MemberTable) -> String? {
    let here = second.filter { !first.contains($0) }.map { name($0, table) }
    let there = first.filter { !second.contains($0) }.map { name($0, table) }
    return Conflict.difference(onlyHere: here, onlyElsewhere: there)
  }

  private func list(_ members: [Int], _ table: MemberTable) -> String {
    Self.list(members.map { name($0, table) })
  }

  private func name(_ entry: Int, _ table: MemberTable) -> String {
    let fact = table.entries[entry].fact
    return fact.name?.value ?? fact.node?.value ?? fact.clientURLs.first?.value
      ?? fact.peerURLs.first?.value ?? "etcd-\(entry + 1)"
  }

  // MARK: Sources

  /// Every source, those that count most first.
  private func memberSources() -> [MemberSource] {
    var sources = parts.compactMap(source)
    if parts.contains(where: { $0.facts.hasMemberOnEachNode && $0.facts.membersStatedAt == nil }) {
      let facts = nodes.filter { $0.isControlPlane && hostsMember($0) }.map { node in
        var fact = MemberFact(span: node.span)
        fact.node = Located(node.name, node.span)
        return fact
      }
      if let span = controlPlaneStatedAt ?? facts.first?.span {
        sources.append(
          MemberSource(
            facts: facts, span: span, rank: .described,
            isComplete: controlPlaneStatedAt != nil && !facts.isEmpty, isByNodes: true))
      }
    }
    if sources.count < 2 { return sources }
    return sources.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
  }

  private func source(of part: PlacedPart) -> MemberSource? {
    guard !part.facts.members.isEmpty || part.facts.membersStatedAt != nil else { return nil }
    let etcd = part.facts.flagSets.last { $0.component == .etcd }
    let span =
      part.facts.membersStatedAt ?? etcd?.flag("initial-cluster")?.valueSpan
      ?? part.facts.members[0].span
    let machine = part.facts.isWhole ? nil : part.machine.map { machineNames[$0] ?? $0 }
    let ownName = etcd?.flag("name")?.text
    var facts = part.facts.members
    if let machine, etcd != nil, nodes.contains(where: { $0.name == machine }) {
      for index in facts.indices where facts[index].node == nil {
        let isOwn = ownName.map { facts[index].name?.value == $0 } ?? (facts.count == 1)
        if isOwn { facts[index].node = Located(machine, facts[index].span) }
      }
    }
    return MemberSource(
      facts: facts, span: span,
      rank: part.facts.isLive ? .running : part.facts.isDescription ? .described : .configured,
      isComplete: part.facts.membersStatedAt != nil)
  }

  func hostsMember(_ node: Node) -> Bool {
    nodeFacts[node.name]?.components.contains(.etcd) ?? true
  }

  // MARK: Lower bounds

  /// Where no source states all members: those that lists of endpoints name, with what was seen of
  /// them, else those that were seen.
  private func namedOrSeen(
    _ seen: MemberTable, _ lists: [EndpointList]
  ) -> ([MemberFact], EtcdCluster.Membership) {
    var named = membersNamed(by: lists)
    guard named.count >= 2, let span = lists.first(where: { $0.endpoints.count >= 2 })?.span else {
      let facts = seen.entries.map(\.fact)
      return (facts, .atLeast(max(1, facts.count)))
    }
    // Where nothing else was seen, there is nobody to tell them from.
    if seen.entries.isEmpty {
      for index in named.indices { Self.callByHost(&named[index]) }
      return (named, .namedByEndpoints(span))
    }
    let list = MemberSource(facts: named, span: span, rank: .described, isComplete: false)
    var table = seen
    table.add(list)
    let members = table.members[seen.members.count]
    let others = table.entries.indices.filter {
      !table.entries[$0].isByNodes && !members.contains($0)
    }
    var facts = (members + others).map { table.entries[$0].fact }
    for index in facts.indices { Self.callByHost(&facts[index]) }
    return (facts, .namedByEndpoints(span))
  }

  /// A member that no document names is called by its host.
  private static func callByHost(_ fact: inout MemberFact) {
    guard fact.name == nil, let url = fact.clientURLs.first,
      let host = EndpointURL.parse(url.value)?.host
    else { return }
    fact.name = Located(host, url.span)
  }

  /// The members that lists of two or more addresses name, loopback apart: the union.
  private func membersNamed(by lists: [EndpointList]) -> [MemberFact] {
    var facts: [MemberFact] = []
    var seen: Set<EndpointKey> = []
    for list in lists where list.endpoints.count >= 2 {
      for endpoint in list.endpoints {
        guard let url = EndpointURL.parse(endpoint.value), !url.isLoopback else { continue }
        guard seen.insert(EndpointKey(url)).inserted else { continue }
        var fact = MemberFact(span: endpoint.span)
        fact.clientURLs = [endpoint]
        facts.append(fact)
      }
    }
    return facts
  }
}
