internal import Syntax

extension ClusterSealer {
  /// The balancers, with their nodes and backends resolved. Facts of one name are one balancer's.
  mutating func sealBalancers(apiServers: [APIServer]) -> [LoadBalancer] {
    let facts = balancerFacts()
    guard !facts.isEmpty else { return [] }
    let hosts = HostTable(nodes: nodes)
    var servers: [Int: Int] = [:]
    for (index, server) in apiServers.enumerated() {
      if let node = server.node { servers[node] = index }
    }
    return facts.map { fact in
      let backends = fact.backends.map { list in
        LoadBalancer.Backends.stated(
          list.value.map { text in
            let host = HostPort.parse(text.value)?.host ?? text.value
            return Backend(text: text, apiServer: hosts[host].flatMap { servers[$0] })
          }, list: list.span)
      }
      return LoadBalancer(
        name: fact.name, kind: fact.kind, node: fact.node.flatMap { hosts[$0.value] },
        address: fact.address, vip: fact.vip, domains: fact.domains, backends: backends ?? .all,
        span: fact.span)
    }
  }

  /// What is said of each balancer, in the order of first mention.
  private mutating func balancerFacts() -> [BalancerFact] {
    var facts: [BalancerFact] = []
    var isDescribed: [Bool] = []
    var indices: [String: Int] = [:]
    for part in parts {
      for fact in part.balancers {
        let own = named(fact, in: part)
        if let index = indices[own.name] {
          facts[index] = merge(
            facts[index], isDescribed[index], own, part.isDescription)
          isDescribed[index] = isDescribed[index] && part.isDescription
        } else {
          indices[own.name] = facts.count
          facts.append(own)
          isDescribed.append(part.isDescription)
        }
      }
    }
    return facts
  }

  /// A balancer without a name is called like its machine, and stands on that machine's node.
  private func named(_ fact: BalancerFact, in part: ClusterPart) -> BalancerFact {
    guard fact.name.isEmpty, let machine = part.machine else { return fact }
    var own = fact
    own.name = machine
    let node = machineNames[machine] ?? machine
    if own.node == nil, nodes.contains(where: { $0.name == node }) {
      own.node = Located(node, fact.span)
    }
    own.address = own.address ?? part.machineHint
    return own
  }

  /// Two facts of one balancer: what only one says is taken, what its program reads counts before a
  /// description, and between equals that differ the fact is not known.
  private mutating func merge(
    _ first: BalancerFact, _ isDescribed: Bool, _ second: BalancerFact, _ isSecondDescribed: Bool
  ) -> BalancerFact {
    let (main, other) = isDescribed && !isSecondDescribed ? (second, first) : (first, second)
    let areEqual = isDescribed == isSecondDescribed
    var merged = main
    if main.backends == nil, other.backends != nil { merged.kind = other.kind }
    merged.node = main.node ?? other.node
    merged.address = main.address ?? other.address
    let levels = Set(main.domains.map(\.level))
    merged.domains += other.domains.filter { !levels.contains($0.level) }
    merged.vip = choose("vip of \(main.name)", main.vip, other.vip, areEqual, false) { $0 }
    merged.backends = choose(
      "backends of \(main.name)", main.backends, other.backends, areEqual, true,
      key: { Set($0.map { HostTable.key(HostPort.parse($0.value)?.host ?? $0.value) }) }
    ) { Self.list($0.map(\.value)) }
    return merged
  }

  private mutating func choose(
    _ fact: String, _ first: Located<String>?, _ second: Located<String>?, _ areEqual: Bool,
    _ changesCount: Bool, describe: (String) -> String
  ) -> Located<String>? {
    choose(fact, first, second, areEqual, changesCount, key: { $0 }, describe: describe)
  }

  private mutating func choose<Value, Key: Equatable>(
    _ fact: String, _ first: Located<Value>?, _ second: Located<Value>?, _ areEqual: Bool,
    _ changesCount: Bool, key: (Value) -> Key, describe: (Value) -> String
  ) -> Located<Value>? {
    guard let first, let second else { return first ?? second }
    guard key(first.value) != key(second.value) else { return first }
    conflicts.append(
      Conflict(
        fact: fact, first: first.map(describe), second: second.map(describe),
        changesCount: changesCount))
    return areEqual ? nil : first
  }
}
