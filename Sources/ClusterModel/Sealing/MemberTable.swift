internal import Syntax

/// One source's word on the members of etcd: a description's list, the `--initial-cluster` of one
/// command line, a member list of the running cluster.
struct MemberSource {
  /// How much a source counts: what runs before what its program reads at its start, that before a
  /// description.
  enum Rank: Int, Comparable {
    case running, configured, described

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  let facts: [MemberFact]
  let span: Span
  let rank: Rank
  /// Whether it names all members; else only those that it knew of.
  let isComplete: Bool
  /// Whether it only follows from the nodes: a member beside each API server.
  var isByNodes = false
}

/// The members that all sources together name, each once. Members of one source are always
/// different; those of two are the same where they share a name, a node, an address with its port, or
/// a host that is nobody else's.
struct MemberTable {
  /// One member, with what all sources say of it.
  struct Entry {
    var fact: MemberFact
    /// The last source that named it.
    fileprivate var source: Int
    /// Whether the only sources that name it follow from the nodes.
    var isByNodes: Bool
  }

  private(set) var entries: [Entry] = []
  /// By source: its members' places in `entries`, in its order.
  private(set) var members: [[Int]] = []
  private let nodes: [Node]
  private let nodeHosts: HostTable
  private var byName: [String: [Int]] = [:]
  private var byEndpoint: [String: [Int]] = [:]
  private var byHost: [String: [Int]] = [:]
  private var byNode: [Int: [Int]] = [:]

  init(_ sources: [MemberSource], nodes: [Node]) {
    self.nodes = nodes
    nodeHosts = HostTable(nodes: nodes)
    for source in sources { add(source) }
  }

  private mutating func add(_ source: MemberSource) {
    let number = members.count
    var places = source.facts.map { fact in take(fact, number, source) }
    // What has no address may be any member that the source has not named yet, in its order.
    var free = entries.indices.filter { entries[$0].source != number }[...]
    for (index, fact) in source.facts.enumerated() where places[index] == nil {
      let isOpen = source.isComplete && hosts(of: fact).isEmpty
      if isOpen, let entry = free.popFirst() {
        merge(fact, into: entry, number, source)
        places[index] = entry
      } else if source.isComplete || !isKeyless(fact) || entries.isEmpty {
        places[index] = append(fact, number, source)
      }
    }
    members.append(places.compactMap(\.self))
  }

  /// The member that a fact is of, where it is known already.
  private mutating func take(_ fact: MemberFact, _ number: Int, _ source: MemberSource) -> Int? {
    guard let entry = find(fact, number) else { return nil }
    merge(fact, into: entry, number, source)
    return entry
  }

  private func find(_ fact: MemberFact, _ number: Int) -> Int? {
    func free(_ places: [Int]?) -> [Int] { (places ?? []).filter { entries[$0].source != number } }
    if let name = fact.name, let entry = free(byName[name.value]).first { return entry }
    if let node = node(of: fact), let entry = free(byNode[node]).first { return entry }
    for key in endpoints(of: fact) {
      if let entry = free(byEndpoint[key]).first { return entry }
    }
    for host in hosts(of: fact) {
      let found = free(byHost[host])
      if found.count == 1 { return found.first }
    }
    return nil
  }

  private func isKeyless(_ fact: MemberFact) -> Bool {
    fact.name == nil && fact.node == nil && hosts(of: fact).isEmpty
  }

  private mutating func append(_ fact: MemberFact, _ number: Int, _ source: MemberSource) -> Int {
    entries.append(Entry(fact: fact, source: number, isByNodes: source.isByNodes))
    index(fact, at: entries.count - 1)
    return entries.count - 1
  }

  /// What the earlier source says counts; the later one fills in what is missing.
  private mutating func merge(
    _ fact: MemberFact, into entry: Int, _ number: Int, _ source: MemberSource
  ) {
    var known = entries[entry].fact
    known.name = known.name ?? fact.name
    if known.clientURLs.isEmpty { known.clientURLs = fact.clientURLs }
    if known.peerURLs.isEmpty { known.peerURLs = fact.peerURLs }
    if known.listenURLs.isEmpty { known.listenURLs = fact.listenURLs }
    known.node = known.node ?? fact.node
    known.isLearner = known.isLearner || fact.isLearner
    known.isStarted = known.isStarted && fact.isStarted
    known.id = known.id ?? fact.id
    let levels = Set(known.domains.map(\.level))
    known.domains += fact.domains.filter { !levels.contains($0.level) }
    entries[entry].fact = known
    entries[entry].source = number
    entries[entry].isByNodes = entries[entry].isByNodes && source.isByNodes
    index(fact, at: entry)
  }

  // MARK: Keys

  private mutating func index(_ fact: MemberFact, at entry: Int) {
    if let name = fact.name { Self.add(entry, to: &byName[name.value, default: []]) }
    if let node = node(of: fact) { Self.add(entry, to: &byNode[node, default: []]) }
    for key in endpoints(of: fact) { Self.add(entry, to: &byEndpoint[key, default: []]) }
    for host in hosts(of: fact) { Self.add(entry, to: &byHost[host, default: []]) }
  }

  private static func add(_ entry: Int, to places: inout [Int]) {
    if places.last != entry, !places.contains(entry) { places.append(entry) }
  }

  private func node(of fact: MemberFact) -> Int? { fact.node.flatMap { nodeHosts[$0.value] } }

  private func endpoints(of fact: MemberFact) -> [String] {
    urls(of: fact).map { "\(HostTable.key($0.host)):\($0.port)" }
  }

  /// The hosts that a member is reached at, its node's included.
  private func hosts(of fact: MemberFact) -> [String] {
    var hosts = urls(of: fact).map { HostTable.key($0.host) }
    if let node = node(of: fact) {
      hosts += nodes[node].addresses.map { HostTable.key($0.value) }
    }
    return hosts
  }

  private func urls(of fact: MemberFact) -> [EndpointURL] {
    (fact.peerURLs + fact.clientURLs).compactMap { EndpointURL.parse($0.value) }.filter { url in
      url.host != "localhost" && IPAddress.parse(url.host)?.isLoopback != true
    }
  }
}
