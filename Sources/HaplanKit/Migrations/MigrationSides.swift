internal import ClusterModel
internal import Planning
internal import Syntax

/// Two descriptions of a cluster as one problem, with what the commands call its elements.
struct MigrationSides {
  /// Why the two cannot be compared.
  struct Failure: Error {
    let message: String
  }

  private(set) var members: [MigrationElement] = []
  private(set) var servers: [MigrationElement] = []
  private(set) var remarks: [String] = []
  private(set) var unknowns: [String] = []
  private var problemMembers: [MigrationProblem.Member] = []
  private var problemServers: [MigrationProblem.Server] = []
  private var oldMembers: [Int: Int] = [:]
  private var newMembers: [Int: Int] = [:]
  private let from: Cluster
  private let to: Cluster
  private let matching: MigrationMatching

  var problem: MigrationProblem {
    MigrationProblem(members: problemMembers, servers: problemServers)
  }

  /// `dead` are names of members of `from` that do not answer. A tool adds and removes a machine's API
  /// server and member together; kubespray also writes what API servers list at each of its runs.
  init(
    _ matching: MigrationMatching, dead: Set<String>, tool: MigrationTool
  ) throws(Failure) {
    self.matching = matching
    from = matching.from
    to = matching.to
    for (cluster, side) in [(from, "FROM"), (to, "TO")] {
      guard !cluster.etcd.members.isEmpty, cluster.etcd.isComplete else {
        throw Failure(
          message:
            "\(side) (\(cluster.name)) does not state all members of etcd: give a haplan spec "
            + "with its nodes, an inventory, or `etcdctl member list -w json` with it")
      }
    }
    addMembers(dead)
    try addServers(tool != .none)
    if tool == .kubespray { listAll() }
    guard members.count <= MigrationProblem.mostElements,
      servers.count <= MigrationProblem.mostElements
    else {
      throw Failure(
        message:
          "more than \(MigrationProblem.mostElements) members, or API servers, on both sides "
          + "together: migrate in parts")
    }
    noteUnknowns()
  }

  // MARK: Members

  private mutating func addMembers(_ dead: Set<String>) {
    let pairs = matching.members()
    let back = Dictionary(pairs.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, member) in from.etcd.members.enumerated() {
      let element = MigrationElement(member, in: from)
      let other = back[index].map { to.etcd.members[$0] }
      oldMembers[index] = members.count
      if let new = back[index] { newMembers[new] = members.count }
      if let other, other.name != member.name, !matching.isPlanned, !other.isNameStated,
        !element.isStacked
      {
        remarks.append(
          "\(other.name) of TO is \(member.name) of FROM: it is taken to be that one.")
      }
      problemMembers.append(
        .init(
          name: member.name, before: Self.role(member), after: other.map(Self.role),
          isAlive: member.isStarted && !dead.contains(member.name),
          places: other.map { merged(from.places(of: member), to.places(of: $0)) }
            ?? from.places(of: member)))
      members.append(other.map { merged(element, MigrationElement($0, in: to)) } ?? element)
    }
    for (index, member) in to.etcd.members.enumerated() where pairs[index] == nil {
      var element = MigrationElement(member, in: to)
      let name = freeName(element.name, besides: members.map(\.name), isMember: true)
      if name != element.name { element.rename(to: name) }
      newMembers[index] = members.count
      problemMembers.append(
        .init(
          name: element.name, before: nil, after: Self.role(member),
          places: to.places(of: member)))
      members.append(element)
    }
  }

  private static func role(_ member: Member) -> MigrationProblem.Role {
    member.isLearner ? .learner : .voter
  }

  private func merged(
    _ old: [String: [[String]]], _ new: [String: [[String]]]
  ) -> [String: [[String]]] {
    old.merging(new) { first, _ in first }
  }

  /// What the running side says counts; the other fills in.
  private func merged(_ old: MigrationElement, _ new: MigrationElement) -> MigrationElement {
    guard !old.isPlaced, new.isPlaced else { return old }
    var element = new
    element.name = old.name
    element.isNameStated = old.isNameStated
    return element
  }

  /// The name, or where it is taken the next free one: two machines at a time cannot share one.
  private mutating func freeName(
    _ name: String, besides taken: [String], isMember: Bool
  ) -> String {
    guard taken.contains(name) else { return name }
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let stem = String(name.dropLast(digits))
    let base = digits > 0 ? stem : "\(name)-"
    let others = taken + (isMember ? to.etcd.members.map(\.name) : to.nodes.map(\.name))
    var number = (Int(name.suffix(digits)) ?? 1) + 1
    while others.contains("\(base)\(number)") { number += 1 }
    let fresh = "\(base)\(number)"
    remarks.append(
      "\(name) of TO is another \(isMember ? "member" : "machine") than \(name) of FROM: it is called "
        + "\(fresh) here, since both are there for a while. Name it as you like.")
    return fresh
  }

  // MARK: API servers

  private mutating func addServers(_ runsMachines: Bool) throws(Failure) {
    guard from.isControlPlaneComplete, !from.apiServers.isEmpty else {
      if to.isControlPlaneComplete, !to.apiServers.isEmpty {
        unknowns.append(
          "FROM does not describe the API servers: their steps are left out. Change their "
            + "--etcd-servers after the last promotion and before the first removal")
      }
      return
    }
    let isKept = !to.isControlPlaneComplete || to.apiServers.isEmpty
    if isKept {
      unknowns.append(
        "TO does not describe the API servers: they are taken to stay as they are")
    }
    let (old, new) = (from.controlPlaneNodes, isKept ? [] : to.controlPlaneNodes)
    let pairs = isKept ? [:] : matching.nodes()
    let back = Dictionary(pairs.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, node) in old.enumerated() {
      guard let server = server(on: node, of: from) else { continue }
      let other = back[index].flatMap { self.server(on: new[$0], of: to) }
      let before = list(of: server, in: from, oldMembers)
      let after = isKept ? before : other.map { list(of: $0, in: to, newMembers) }
      add(MigrationElement(node), server, other, before, after, runsMachines)
    }
    for (index, node) in new.enumerated() where pairs[index] == nil {
      guard let server = server(on: node, of: to) else { continue }
      var element = MigrationElement(node)
      element.name = freeName(node.name, besides: servers.map(\.name), isMember: false)
      if !element.isPlaced { element.host = element.name }
      rename(node, to: element.name)
      add(element, nil, server, nil, list(of: server, in: to, newMembers), runsMachines)
    }
  }

  /// Members on a renamed node are reached by its new name.
  private mutating func rename(_ node: Node, to name: String) {
    guard node.name != name else { return }
    for (index, member) in to.etcd.members.enumerated() {
      guard let place = newMembers[index], problemMembers[place].before == nil,
        member.node.map({ to.nodes[$0].name }) == node.name
      else { continue }
      members[place].node = name
      guard !members[place].isPlaced else { continue }
      members[place].peerURL = members[place].peerURL.replacing(
        "//\(node.name):", with: "//\(name):")
      members[place].clientURL = members[place].clientURL.replacing(
        "//\(node.name):", with: "//\(name):")
      members[place].host = name
    }
  }

  private func server(on node: Node, of cluster: Cluster) -> APIServer? {
    cluster.apiServers.first { $0.node.map { cluster.nodes[$0].name } == node.name }
  }

  private mutating func add(
    _ element: MigrationElement, _ old: APIServer?, _ new: APIServer?, _ before: Set<Int>?,
    _ after: Set<Int>?, _ runsMachines: Bool
  ) {
    var companion: Int?
    if runsMachines {
      companion = members.indices.first { index in
        // They come and go together.
        members[index].isStacked && members[index].node == element.name
          && (problemMembers[index].before == nil) == (before == nil)
          && (problemMembers[index].after == nil) == (after == nil)
      }
    }
    servers.append(element)
    problemServers.append(
      .init(name: element.name, before: before, after: after, companion: companion))
  }

  /// The members that an API server lists, by index of the problem. Where that is not known: its own
  /// where there is one, else all.
  private func list(
    of server: APIServer, in cluster: Cluster, _ indices: [Int: Int]
  ) -> Set<Int> {
    let listed = server.servers.members
    if !listed.isEmpty { return Set(listed.compactMap { indices[$0] }) }
    let own = cluster.etcd.members.indices.first { cluster.etcd.members[$0].node == server.node }
    if let own, let index = indices[own] { return [index] }
    return Set(indices.values)
  }

  private mutating func listAll() {
    let all = Set(problemMembers.indices)
    problemServers = problemServers.map { server in
      .init(
        name: server.name, before: server.before.map { _ in all },
        after: server.after.map { _ in all }, companion: server.companion)
    }
  }

  private mutating func noteUnknowns() {
    let unplaced = members.filter { !$0.isPlaced }.map(\.name)
    if !unplaced.isEmpty {
      unknowns.append(
        "the addresses of \(unplaced.joined(separator: ", ")): the commands use names, with etcd's "
          + "own ports 2379 and 2380")
    }
    let levels = Set(problemMembers.flatMap(\.places.keys)).sorted()
    for level in levels {
      let without = problemMembers.filter { $0.places[level] == nil }.map(\.name)
      if !without.isEmpty {
        unknowns.append("the \(level) of \(without.joined(separator: ", "))")
      }
    }
    if levels.isEmpty { unknowns.append("the zones of the members") }
    for cluster in [from, to] where cluster.apiServers.contains(where: { $0.servers.isGuessed }) {
      unknowns.append(
        "what the API servers of \(cluster.name) list as --etcd-servers: taken as their own member "
          + "where they have one, else all")
      break
    }
  }
}

extension EtcdServers {
  /// Whether nobody says what is listed.
  fileprivate var isGuessed: Bool {
    switch source {
    case .assumed, .missing, .unknown: true
    case .flag, .list, .policy: false
    }
  }
}
