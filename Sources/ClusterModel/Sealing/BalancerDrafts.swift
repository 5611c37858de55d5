internal import Syntax

/// The balancers of a cluster's parts, folded: keepalived and a proxy on one machine are one balancer
/// with a virtual address, and a balancer that is described and whose configuration is given too is
/// one. What its program reads counts.
struct BalancerDrafts {
  /// A balancer before its backends are resolved.
  struct Draft {
    var name: String
    /// The program that it is a section of.
    let program: LoadBalancer.Program?
    var fact: BalancerFact
    let format: FormatName
    /// The name of the node that it may run on.
    let host: String?
    /// Whether a description tells of it; else its program reads what is said.
    let isDescribed: Bool
  }

  private(set) var all: [Draft] = []
  private(set) var conflicts: [Conflict] = []

  /// `endpoint` tells which of several virtual addresses is the API's, `nodeNames` which node a
  /// machine is where the two are called differently.
  init(_ parts: [PlacedPart], endpoint: Located<String>?, nodeNames: [String: String]) {
    var described: [Draft] = []
    for part in parts {
      for fact in part.facts.balancers {
        let draft = Self.draft(fact, of: part, nodeNames)
        if draft.isDescribed { described.append(draft) } else { all.append(draft) }
      }
    }
    foldKeepalived()
    foldDumps()
    for index in all.indices { all[index].fact.chooseAddress(endpoint) }
    for draft in described { add(described: draft) }
  }

  private static func draft(
    _ fact: BalancerFact, of part: PlacedPart, _ nodeNames: [String: String]
  ) -> Draft {
    let machine = part.facts.isWhole ? nil : part.machine
    let own = fact.name.isEmpty ? machine ?? fact.kind.rawValue : fact.name
    var fact = fact
    if fact.name.isEmpty { fact.address = fact.address ?? part.facts.machineHint }
    let isNamed = !fact.name.isEmpty
    return Draft(
      name: fact.section.map { "\(own)/\($0)" } ?? own,
      program: isNamed ? nil : .init(name: own, place: part.facts.anchor), fact: fact,
      format: part.facts.format,
      host: fact.node?.value ?? machine.map { nodeNames[$0] ?? $0 },
      isDescribed: part.facts.isDescription)
  }

  /// keepalived that balances nothing itself gives its addresses to the proxies of its machine.
  private mutating func foldKeepalived() {
    var proxies: [String: [Int]] = [:]
    for (index, draft) in all.enumerated() where !Self.onlyHoldsAddresses(draft) {
      if let host = draft.host { proxies[host, default: []].append(index) }
    }
    var folded: Set<Int> = []
    for (index, draft) in all.enumerated() where Self.onlyHoldsAddresses(draft) {
      guard let host = draft.host, let targets = proxies[host] else { continue }
      for target in targets where all[target].fact.vrrp.isEmpty {
        all[target].fact.vrrp = draft.fact.vrrp
      }
      folded.insert(index)
    }
    all = all.indices.filter { !folded.contains($0) }.map { all[$0] }
  }

  /// Amazon's dumps name a balancer and its targets in two answers, neither of which names the other:
  /// where there is one of each, they are of one balancer.
  private mutating func foldDumps() {
    let dumps = all.indices.filter { all[$0].format == .aws }
    let named = dumps.filter { all[$0].fact.backends == nil }
    let targets = dumps.filter { all[$0].fact.backends != nil }
    guard let balancer = named.first, let group = targets.first, dumps.count == 2,
      named.count == 1
    else { return }
    all[balancer].fact.backends = all[group].fact.backends
    all[balancer].fact.mayHaveMoreBackends = all[group].fact.mayHaveMoreBackends
    all.remove(at: group)
  }

  private static func onlyHoldsAddresses(_ draft: Draft) -> Bool {
    draft.fact.kind == .keepalived && draft.fact.backends == nil && !draft.fact.vrrp.isEmpty
  }

  private mutating func add(described draft: Draft) {
    if let twin = all.firstIndex(where: { $0.name == draft.name }) {
      let program = all[twin].program
      all[twin] = merge(draft, all[twin])
      for index in all.indices where index != twin && program != nil {
        if all[index].program == program { all[index] = place(all[index], like: draft) }
      }
    } else {
      all.append(draft)
    }
  }

  /// The other sections of a program stand where a description puts it.
  private func place(_ section: Draft, like described: Draft) -> Draft {
    var fact = section.fact
    Self.place(&fact, like: described.fact)
    return Draft(
      name: section.name, program: section.program, fact: fact, format: section.format,
      host: described.fact.node?.value ?? section.host, isDescribed: section.isDescribed)
  }

  private static func place(_ fact: inout BalancerFact, like described: BalancerFact) {
    fact.node = fact.node ?? described.node
    fact.address = fact.address ?? described.address
    let levels = Set(fact.domains.map(\.level))
    fact.domains += described.domains.filter { !levels.contains($0.level) }
  }

  /// What counts, and what a description adds to it. Between two descriptions that differ the fact is
  /// not known.
  private mutating func merge(_ described: Draft, _ main: Draft) -> Draft {
    var fact = main.fact
    let areEqual = main.isDescribed
    Self.place(&fact, like: described.fact)
    fact.vip = choose("vip of \(main.name)", fact.vip, described.fact.vip, areEqual, false) { [$0] }
    fact.backends = choose(
      "backends of \(main.name)", fact.backends, described.fact.backends, areEqual, true
    ) { list in list.filter { !$0.isBackup }.map(\.text.value) }
    return Draft(
      name: main.name, program: main.program, fact: fact, format: main.format,
      host: described.fact.node?.value ?? main.host, isDescribed: main.isDescribed)
  }

  /// `hosts` are what two values are compared and told by.
  private mutating func choose<Value>(
    _ name: String, _ first: Located<Value>?, _ second: Located<Value>?, _ areEqual: Bool,
    _ changesCount: Bool, hosts: (Value) -> [String]
  ) -> Located<Value>? {
    guard let first, let second else { return first ?? second }
    func keys(_ fact: Located<Value>) -> Set<String> {
      Set(hosts(fact.value).map { HostTable.key(HostPort.parse($0)?.host ?? $0) })
    }
    guard keys(first) != keys(second) else { return first }
    func text(_ fact: Located<Value>) -> Located<String> {
      let names = hosts(fact.value)
      return fact.map { _ in
        names.count == 1 && !changesCount ? names[0] : ClusterSealer.list(names)
      }
    }
    conflicts.append(
      Conflict(fact: name, first: text(first), second: text(second), changesCount: changesCount))
    return areEqual ? nil : first
  }
}

extension BalancerFact {
  /// The virtual address that counts: the one that the endpoint names, else the one that it listens
  /// on, else the first.
  mutating func chooseAddress(_ endpoint: Located<String>?) {
    guard vip == nil else { return }
    let addresses = vrrp.flatMap(\.addresses)
    let wanted = ([endpoint].compactMap(\.self) + listens).compactMap { HostPort.parse($0.value) }
    let hosts = wanted.map { HostTable.key($0.host) }
    vip = addresses.first { hosts.contains(HostTable.key($0.value)) } ?? addresses.first
  }
}
