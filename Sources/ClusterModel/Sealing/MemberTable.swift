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

  /// What a fact is told by.
  private struct Keys {
    let name: String?
    let node: Int?
    let endpoints: [EndpointKey]
    /// The hosts that it is reached at, its node's included.
    var hosts: [String]

    var isEmpty: Bool { name == nil && hosts.isEmpty }
  }

  private(set) var entries: [Entry] = []
  /// By source: its members' places in `entries`, in its order.
  private(set) var members: [[Int]] = []
  private let nodes: [Node]
  private let nodeHosts: HostTable
  private var byName: [String: [Int]] = [:]
  private var byEndpoint: [EndpointKey: [Int]] = [:]
  private var byHost: [String: [Int]] = [:]
  private var byNode: [Int: [Int]] = [:]
  /// What the last source is told by: looked up only where another follows.
  private var waiting: [(keys: Keys, entry: Int)] = []

  /// `hosts`: who of the nodes answers to a host.
  init(_ sources: [MemberSource], nodes: [Node], hosts: HostTable) {
    self.nodes = nodes
    nodeHosts = hosts
    for source in sources { add(source) }
  }

  /// Takes in one source more, which counts less than those before it.
  mutating func add(_ source: MemberSource) {
    let number = members.count
    for (keys, entry) in waiting { index(keys, at: entry) }
    waiting.removeAll()
    let keys = source.facts.map(keys)
    var places: [Int?] = source.facts.indices.map { index in
      guard let entry = find(keys[index], number) else { return nil }
      merge(source.facts[index], keys[index], into: entry, number, source)
      return entry
    }
    // What has no address may be any member that the source has not named yet, in its order.
    var free = entries.indices.filter { entries[$0].source != number }[...]
    for (index, fact) in source.facts.enumerated() where places[index] == nil {
      let isOpen = source.isComplete && keys[index].hosts.isEmpty
      if isOpen, let entry = free.popFirst() {
        merge(fact, keys[index], into: entry, number, source)
        places[index] = entry
      } else if source.isComplete || fact.node != nil || !keys[index].isEmpty || entries.isEmpty {
        entries.append(Entry(fact: fact, source: number, isByNodes: source.isByNodes))
        waiting.append((keys[index], entries.count - 1))
        places[index] = entries.count - 1
      }
    }
    members.append(places.compactMap(\.self))
  }

  /// The member that a fact is of, where it is known already.
  private func find(_ keys: Keys, _ number: Int) -> Int? {
    if entries.isEmpty { return nil }
    func free(_ places: [Int]?) -> [Int] { (places ?? []).filter { entries[$0].source != number } }
    if let name = keys.name, let entry = free(byName[name]).first { return entry }
    if let node = keys.node, let entry = free(byNode[node]).first { return entry }
    for key in keys.endpoints {
      if let entry = free(byEndpoint[key]).first { return entry }
    }
    for host in keys.hosts {
      let found = free(byHost[host])
      if found.count == 1 { return found.first }
    }
    return nil
  }

  /// What the earlier source says counts; the later one fills in what is missing.
  private mutating func merge(
    _ fact: MemberFact, _ keys: Keys, into entry: Int, _ number: Int, _ source: MemberSource
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
    waiting.append((keys, entry))
  }

  // MARK: Keys

  private func keys(of fact: MemberFact) -> Keys {
    let urls = (fact.peerURLs + fact.clientURLs).compactMap { EndpointURL.parse($0.value) }
    let endpoints = urls.filter { !$0.isLoopback }.map(EndpointKey.init)
    var keys = Keys(
      name: fact.name?.value, node: fact.node.flatMap { nodeHosts[$0.value] },
      endpoints: endpoints, hosts: endpoints.map(\.host))
    if let node = keys.node {
      keys.hosts += nodes[node].addresses.map { HostTable.key($0.value) }
    }
    return keys
  }

  private mutating func index(_ keys: Keys, at entry: Int) {
    if let name = keys.name { Self.add(entry, to: &byName[name, default: []]) }
    if let node = keys.node { Self.add(entry, to: &byNode[node, default: []]) }
    for key in keys.endpoints { Self.add(entry, to: &byEndpoint[key, default: []]) }
    for host in keys.hosts { Self.add(entry, to: &byHost[host, default: []]) }
  }

  private static func add(_ entry: Int, to places: inout [Int]) {
    if places.last != entry, !places.contains(entry) { places.append(entry) }
  }
}
