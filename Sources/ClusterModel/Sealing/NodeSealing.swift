internal import Syntax

extension ClusterSealer {
  /// The control-plane nodes: those that documents name, each once, then the machines that were seen
  /// to run the control plane.
  mutating func gatherNodes() {
    var gatherer = NodeGatherer()
    for part in parts { gatherer.add(part) }
    let machines = SeenMachine.all(in: parts)
    gatherer.statedAt = controlPlaneStatedAt
    // Those that are told by a name or an address first, so that nobody takes their places.
    if !machines.isEmpty {
      let known = machines.filter(gatherer.knows)
      let others = machines.filter { !gatherer.knows($0) }
      for machine in known + others { gatherer.add(machine) }
    }
    nodes = gatherer.nodes
    gaps += gatherer.gaps
    addEtcdMachines(machines, parts.flatMap { $0.facts.etcdHosts })
    machineNames = gatherer.machineNames
    nodeFacts = gatherer.facts
    conflicts += gatherer.conflicts
    placeByGroups()
  }

  /// The machines that run etcd alone: those that were seen, by the name that a document gives
  /// their host, where one does.
  private mutating func addEtcdMachines(_ machines: [SeenMachine], _ known: [NodeFact]) {
    let ownMachines = machines.filter { $0.controlPlane == nil && $0.etcd != nil }
    if ownMachines.isEmpty { return }
    var hosts = hosts()
    for machine in ownMachines {
      let words = [machine.name] + machine.hints.map(\.value)
      guard words.allSatisfy({ hosts[$0] == nil }), let span = machine.etcd else { continue }
      let fact = known.first { fact in
        words.contains(fact.name) || fact.addresses.contains { words.contains($0.value) }
      }
      let name = fact?.name ?? machine.name
      if name != machine.name { machineNames[machine.name] = name }
      let addresses = (fact?.addresses ?? []) + machine.hints.filter { $0.value != machine.name }
      nodes.append(
        Node(
          name: name, address: addresses.first, otherAddresses: Array(addresses.dropFirst()),
          domains: fact?.domains ?? [], isControlPlane: false, span: fact?.span ?? span))
      for word in words + addresses.map(\.value) + [name] { hosts.add(word, nodes.count - 1) }
    }
  }

  /// Sources that each state all control-plane nodes, and not the same. Documents of one tool that
  /// are tied to one another state them together.
  mutating func noteNodeConflicts() {
    guard parts.count(where: { $0.facts.nodesStatedAt != nil }) > 1 else { return }
    let stating = nodeStatements()
    guard let first = stating.first else { return }
    let hosts = hosts()
    func members(_ facts: [NodeFact]) -> Set<Int> {
      Set(
        facts.compactMap {
          hosts[$0.name] ?? $0.addresses.lazy.compactMap { hosts[$0.value] }.first
        })
    }
    let indices = members(first.facts)
    for other in stating.dropFirst() {
      let others = members(other.facts)
      guard others != indices else { continue }
      conflicts.append(
        Conflict(
          fact: "control-plane nodes",
          first: Located(Self.list(first.facts.map(\.name)), first.span),
          second: Located(Self.list(other.facts.map(\.name)), other.span), changesCount: true,
          difference: Conflict.difference(
            onlyHere: others.subtracting(indices).sorted().map { nodes[$0].name },
            onlyElsewhere: indices.subtracting(others).sorted().map { nodes[$0].name })))
    }
  }

  private func nodeStatements() -> [(facts: [NodeFact], span: Span)] {
    var statements: [(facts: [NodeFact], span: Span)] = []
    var tied: [FormatName: Int] = [:]
    for part in parts {
      guard let span = part.facts.nodesStatedAt else { continue }
      let isTied = !part.facts.identities.isEmpty || !part.facts.refersTo.isEmpty
      if isTied, let index = tied[part.facts.format] {
        statements[index].facts += part.facts.nodes
        continue
      }
      if isTied { tied[part.facts.format] = statements.count }
      statements.append((part.facts.nodes, span))
    }
    return statements
  }
}

/// Gathers nodes from what documents name and from machines that were seen.
struct NodeGatherer {
  private(set) var nodes: [Node] = []
  private(set) var machineNames: [String: String] = [:]
  private(set) var conflicts: [Conflict] = []
  private(set) var gaps: [Gap] = []
  /// Where all control-plane nodes are stated, if they are: a machine beyond them is a conflict.
  var statedAt: Span?
  /// What documents say of the nodes that they name, by the names of `nodes`.
  private(set) var facts: [String: NodeFact] = [:]
  private var hosts = HostTable()
  /// Nodes that are only counted, and that no machine has taken.
  private var places: [Int] = []
  /// By node: what the machines that were taken for it run.
  private var roles: [Int: Set<String>] = [:]

  init() {}

  /// The nodes that a document names. Those of one document are all different; one that another
  /// document names too, or whose address it gives, is the same.
  mutating func add(_ part: PlacedPart) {
    let known = hosts
    for fact in part.facts.nodes where !fact.name.isEmpty {
      let index =
        known[fact.name] ?? fact.addresses.lazy.compactMap { known[$0.value] }.first
        ?? (hosts[fact.name].flatMap { nodes[$0].name == fact.name ? $0 : nil })
      if let index {
        merge(fact, into: index)
      } else {
        let isOpen = part.facts.nodesStatedAt != nil && fact.addresses.isEmpty
        if fact.isCounted || isOpen { places.append(nodes.count) }
        nodes.append(
          Node(
            name: fact.name, address: fact.address, otherAddresses: fact.otherAddresses,
            domains: fact.domains, isControlPlane: true, span: fact.span))
      }
      remember(index ?? nodes.count - 1)
      note(fact, of: nodes[index ?? nodes.count - 1].name)
    }
  }

  /// Whether a node is named or addressed like a machine.
  func knows(_ machine: SeenMachine) -> Bool { node(of: machine) != nil }

  private func node(of machine: SeenMachine) -> Int? {
    hosts[machine.name]
      ?? machine.hints.lazy.compactMap { hosts[$0.value] }.first { isOpen($0, to: machine) }
  }

  /// Whether a machine of another name may be the same: two that run one component are two, whatever
  /// address both give.
  private func isOpen(_ node: Int, to machine: SeenMachine) -> Bool {
    roles[node]?.isDisjoint(with: machine.roles) ?? true
  }

  /// A machine that was seen: a node that is named or addressed so, the place of one that is only
  /// counted, or a further one where it runs the control plane.
  mutating func add(_ machine: SeenMachine) {
    let found = node(of: machine)
    guard found != nil || machine.controlPlane != nil else { return }
    let addresses = machine.hints.filter { $0.value != machine.name }
    if let index = found {
      if nodes[index].name != machine.name { machineNames[machine.name] = nodes[index].name }
      nodes[index] = nodes[index].answering(at: addresses)
      places.removeAll { $0 == index }
      roles[index, default: []].formUnion(machine.roles)
      remember(index)
    } else if let span = machine.controlPlane {
      let index = take(machine.name, addresses, span)
      roles[index, default: []].formUnion(machine.roles)
    }
    if let fact = machine.fact { note(fact, of: machineNames[machine.name] ?? machine.name) }
  }

  /// The first that says something counts; what one document leaves out does not run.
  private mutating func note(_ fact: NodeFact, of name: String) {
    guard var known = facts[name] else {
      facts[name] = fact
      return
    }
    known.group = known.group ?? fact.group
    known.components.formIntersection(fact.components)
    known.endpointPolicy = known.endpointPolicy ?? fact.endpointPolicy
    facts[name] = known
  }

  /// A machine that no document names or addresses so: the place of a node that is only counted, or
  /// of which only the name is known, else one more.
  private mutating func take(
    _ name: String, _ addresses: [Located<String>], _ span: Span
  ) -> Int {
    guard let place = places.first else { return addFurther(name, addresses, span) }
    places.removeFirst()
    let node = nodes[place]
    let isCounted = facts[node.name]?.isCounted ?? false
    if isCounted {
      nodes[place] = Node(
        name: name, address: addresses.first,
        otherAddresses: addresses.dropFirst() + [Located(node.name, node.span)],
        domains: node.domains, isControlPlane: true, span: node.span)
      facts[name] = facts.removeValue(forKey: node.name)
    } else {
      nodes[place] = node.answering(at: addresses + [Located(name, span)])
      machineNames[name] = node.name
      gaps.append(
        Gap(
          about: "node:\(node.name)", fact: "address",
          message: "\(name) is taken for \(node.name), of which no address is given",
          span: node.span)
      )
    }
    remember(place)
    return place
  }

  private mutating func addFurther(
    _ name: String, _ addresses: [Located<String>], _ span: Span
  ) -> Int {
    if let statedAt {
      let known = nodes.filter(\.isControlPlane).map(\.name)
      conflicts.append(
        Conflict(
          fact: "control-plane nodes",
          first: Located(ClusterSealer.list(known + [name]), span),
          second: Located(ClusterSealer.list(known), statedAt), changesCount: true,
          difference: Conflict.difference(onlyHere: [], onlyElsewhere: [name])))
    }
    nodes.append(
      Node(
        name: name, address: addresses.first, otherAddresses: Array(addresses.dropFirst()),
        domains: [], isControlPlane: true, span: span))
    remember(nodes.count - 1)
    return nodes.count - 1
  }

  private mutating func merge(_ fact: NodeFact, into index: Int) {
    let node = nodes[index]
    for place in fact.domains {
      guard let other = node.domains.first(where: { $0.level == place.level }),
        Set(other.names) != Set(place.names)
      else { continue }
      conflicts.append(
        Conflict(
          fact: "\(place.level) of \(node.name)",
          first: Located(other.names.joined(separator: ", "), other.span),
          second: Located(place.names.joined(separator: ", "), place.span), changesCount: false))
    }
    let levels = Set(node.domains.map(\.level))
    let further = fact.addresses
    nodes[index] = Node(
      name: node.name, address: node.address, otherAddresses: node.otherAddresses,
      domains: node.domains + fact.domains.filter { !levels.contains($0.level) },
      isControlPlane: true, span: node.span
    ).answering(at: fact.name == node.name ? further : further + [Located(fact.name, fact.span)])
  }

  private mutating func remember(_ index: Int) {
    let node = nodes[index]
    hosts.add(node.name, index)
    for address in node.addresses {
      hosts.add(address.value, index)
    }
  }
}

extension Node {
  /// The same node, known by these addresses too.
  fileprivate func answering(at more: [Located<String>]) -> Node {
    var known = Set(addresses.map(\.value) + [name])
    var new = more.filter { known.insert($0.value).inserted }
    let own = address ?? (new.isEmpty ? nil : new.removeFirst())
    return Node(
      name: name, address: own, otherAddresses: otherAddresses + new, domains: domains,
      isControlPlane: isControlPlane, span: span)
  }
}
