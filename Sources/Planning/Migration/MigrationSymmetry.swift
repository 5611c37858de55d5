/// Members and API servers that can be exchanged without changing the problem: of states that differ
/// by such an exchange alone, one stands for all.
struct MigrationSymmetry {
  /// A member, an API server, or both, that are exchanged together.
  private struct Bundle {
    let member: Int?
    let server: Int?
  }

  private var classes: [[Bundle]] = []
  private let problem: MigrationProblem

  init(_ problem: MigrationProblem) {
    self.problem = problem
    var freeMembers = Set(problem.members.indices)
    var freeServers = Set(problem.servers.indices)
    for first in problem.members.indices where freeMembers.contains(first) {
      var bundles = [Bundle(member: first, server: nil)]
      for other in problem.members.indices.dropFirst(first + 1) where freeMembers.contains(other) {
        guard let (own, others) = exchange(first, other, freeServers, bundles) else { continue }
        if let own, bundles.count == 1 { bundles = [Bundle(member: first, server: own)] }
        bundles.append(Bundle(member: other, server: others))
      }
      guard bundles.count > 1 else { continue }
      freeMembers.subtract(bundles.compactMap(\.member))
      freeServers.subtract(bundles.compactMap(\.server))
      classes.append(bundles)
    }
    for first in problem.servers.indices where freeServers.contains(first) {
      let alike = problem.servers.indices.dropFirst(first + 1).filter {
        freeServers.contains($0) && isSame(swapping: nil, and: (first, $0))
      }
      guard !alike.isEmpty else { continue }
      freeServers.subtract([first] + alike)
      classes.append(([first] + alike).map { Bundle(member: nil, server: $0) })
    }
  }

  /// The API servers that have to be exchanged with the members, if any; `nil` where it does not go.
  private func exchange(
    _ first: Int, _ other: Int, _ servers: Set<Int>, _ bundles: [Bundle]
  ) -> (own: Int?, others: Int?)? {
    if bundles.count == 1 || bundles[0].server == nil,
      isSame(swapping: (first, other), and: nil)
    {
      return (nil, nil)
    }
    let known = bundles.count > 1 ? bundles[0].server.map { [$0] } ?? [] : servers.sorted()
    let taken = Set(bundles.compactMap(\.server))
    for own in known {
      for others in servers.sorted() where others != own && !taken.contains(others) {
        if isSame(swapping: (first, other), and: (own, others)) { return (own, others) }
      }
    }
    return nil
  }

  private func isSame(swapping members: (Int, Int)?, and servers: (Int, Int)?) -> Bool {
    func image(_ index: Int, _ pair: (Int, Int)?) -> Int {
      guard let pair else { return index }
      return index == pair.0 ? pair.1 : index == pair.1 ? pair.0 : index
    }
    if let members {
      let (one, two) = (problem.members[members.0], problem.members[members.1])
      guard one.before == two.before, one.after == two.after, one.isAlive == two.isAlive,
        one.places == two.places
      else { return false }
    }
    for (index, server) in problem.servers.enumerated() {
      let other = problem.servers[image(index, servers)]
      let before = server.before.map { Set($0.map { image($0, members) }) }
      let after = server.after.map { Set($0.map { image($0, members) }) }
      let companion = server.companion.map { image($0, members) }
      guard other.before == before, other.after == after, other.companion == companion else {
        return false
      }
    }
    return true
  }

  /// The state that stands for this one and its like.
  func canonical(_ state: MigrationState) -> MigrationState {
    var state = state
    for bundles in classes {
      let marks = bundles.map { Self.marks(of: $0, state) }.sorted(by: >)
      for (bundle, mark) in zip(bundles, marks) { Self.set(mark, of: bundle, &state) }
    }
    return state
  }

  private static func marks(of bundle: Bundle, _ state: MigrationState) -> UInt32 {
    var marks: UInt32 = 0
    if let member = bundle.member {
      if state.voters.has(member) { marks |= 1 }
      if state.learners.has(member) { marks |= 2 }
      if state.removed.has(member) { marks |= 4 }
    }
    if let server = bundle.server {
      if state.servers.has(server) { marks |= 8 }
      if state.switched.has(server) { marks |= 16 }
    }
    return marks
  }

  private static func set(_ marks: UInt32, of bundle: Bundle, _ state: inout MigrationState) {
    func put(_ isSet: Bool, _ index: Int, _ path: WritableKeyPath<MigrationState, UInt32>) {
      if isSet { state[keyPath: path] |= .bit(index) } else { state[keyPath: path] &= ~.bit(index) }
    }
    if let member = bundle.member {
      put(marks & 1 != 0, member, \.voters)
      put(marks & 2 != 0, member, \.learners)
      put(marks & 4 != 0, member, \.removed)
    }
    if let server = bundle.server {
      put(marks & 8 != 0, server, \.servers)
      put(marks & 16 != 0, server, \.switched)
    }
  }
}
