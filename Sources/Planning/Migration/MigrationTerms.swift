/// A migration's problem as bits: what each state means, and which moves may follow it.
struct MigrationTerms {
  let problem: MigrationProblem
  let start: MigrationState
  private let goalVoters: UInt32
  private let goalLearners: UInt32
  private let goalServers: UInt32
  /// Members that are gone after the migration, or dead: they have to be removed.
  private let mustGo: UInt32
  private let alive: UInt32
  private let listsBefore: [UInt32]
  private let listsAfter: [UInt32]
  /// API servers that stay, and list other members afterwards.
  private let mustSwitch: UInt32
  /// Members that a tool adds and removes together with an API server.
  private let companions: UInt32

  init(_ problem: MigrationProblem) {
    self.problem = problem
    func bits(_ test: (MigrationProblem.Member) -> Bool) -> UInt32 {
      problem.members.indices.filter { test(problem.members[$0]) }.reduce(0) { $0 | .bit($1) }
    }
    func servers(_ test: (MigrationProblem.Server) -> Bool) -> UInt32 {
      problem.servers.indices.filter { test(problem.servers[$0]) }.reduce(0) { $0 | .bit($1) }
    }
    func mask(_ list: Set<Int>?) -> UInt32 { (list ?? []).reduce(0) { $0 | .bit($1) } }
    alive = bits { $0.before == nil || $0.isAlive }
    goalVoters = bits { $0.after == .voter }
    goalLearners = bits { $0.after == .learner }
    mustGo = bits { $0.before != nil && ($0.after == nil || !$0.isAlive) }
    goalServers = servers { $0.after != nil }
    mustSwitch = servers { $0.before != nil && $0.after != nil && $0.before != $0.after }
    listsBefore = problem.servers.map { mask($0.before) }
    listsAfter = problem.servers.map { mask($0.after) }
    companions = problem.servers.compactMap(\.companion).reduce(0) { $0 | .bit($1) }
    start = MigrationState(
      voters: bits { $0.before == .voter }, learners: bits { $0.before == .learner },
      servers: servers { $0.before != nil })
  }

  // MARK: What a state means

  func isGoal(_ state: MigrationState) -> Bool {
    state.voters == goalVoters && state.learners == goalLearners && state.servers == goalServers
      && mustSwitch & ~state.switched == 0 && liveMembers(state) == state.voters | state.learners
  }

  /// Members that are there and answer.
  func liveMembers(_ state: MigrationState) -> UInt32 {
    (state.voters | state.learners) & (alive | state.removed)
  }

  func liveVoters(_ state: MigrationState) -> UInt32 { state.voters & liveMembers(state) }

  /// How many more voters may fail; below zero: there is no quorum.
  func margin(_ state: MigrationState) -> Int {
    liveVoters(state).nonzeroBitCount - (state.voterCount / 2 + 1)
  }

  /// What an API server lists.
  func list(of server: Int, _ state: MigrationState) -> UInt32 {
    let isNew = problem.servers[server].before == nil || state.switched.has(server)
    return isNew ? listsAfter[server] : listsBefore[server]
  }

  /// API servers that are there and list a voter that answers.
  func serving(_ state: MigrationState) -> UInt32 {
    let live = liveVoters(state)
    return state.servers.bits.filter { list(of: $0, state) & live != 0 }
      .reduce(0) { $0 | .bit($1) }
  }

  /// Learners that are to vote.
  func promotable(_ state: MigrationState) -> UInt32 { state.learners & goalVoters }

  // MARK: Moves

  /// The moves that may follow, each with the state that it leads to: those alone that bring the
  /// migration forward, lose no quorum and take no voter from an API server that has one.
  func moves(from state: MigrationState) -> [(move: MigrationMove, state: MigrationState)] {
    var found: [(move: MigrationMove, state: MigrationState)] = []
    let dead = (state.voters | state.learners) & ~liveMembers(state)
    for move in candidates(state, dead: dead) {
      let next = self.state(after: move, state)
      if isSafe(next, after: state) { found.append((move, next)) }
    }
    return found
  }

  private func candidates(_ state: MigrationState, dead: UInt32) -> [MigrationMove] {
    let present = state.voters | state.learners
    let leaving = present & mustGo & ~state.removed
    // etcd up to 3.6 adds nothing while a member does not answer: those go first.
    if dead != 0 { return (leaving & dead).bits.map { leave($0, state) } }
    var moves: [MigrationMove] = []
    let wanted = (goalVoters | goalLearners) & ~present & ~leaving
    for index in problem.servers.indices { moves += serverMoves(index, state, wanted) }
    if state.learners & ~goalLearners == 0 {
      // One learner is all that etcd takes unless it is told otherwise.
      if state.learners == 0 || goalLearners.nonzeroBitCount > 1 {
        moves += (wanted & ~companions).bits.map { .addLearner($0) }
      }
    }
    moves += (state.learners & goalVoters).bits.map { .promote($0) }
    moves += (leaving & ~companions).bits.map { .removeMember($0) }
    return moves
  }

  private func leave(_ member: Int, _ state: MigrationState) -> MigrationMove {
    let server = problem.servers.indices.first {
      problem.servers[$0].companion == member && state.servers.has($0)
    }
    return server.map { .leaveMachine($0) } ?? .removeMember(member)
  }

  private func serverMoves(
    _ index: Int, _ state: MigrationState, _ wanted: UInt32
  ) -> [MigrationMove] {
    let server = problem.servers[index]
    let isPresent = state.servers.has(index)
    if let companion = server.companion {
      if isPresent, server.after == nil { return [.leaveMachine(index)] }
      if !isPresent, server.after != nil, wanted.has(companion), state.learners == 0 {
        return [.joinMachine(index)]
      }
    } else {
      if isPresent, server.after == nil { return [.removeServer(index)] }
      if !isPresent, server.after != nil, server.before == nil { return [.addServer(index)] }
    }
    return isPresent && mustSwitch.has(index) && !state.switched.has(index)
      ? [.setServers(index)] : []
  }

  func state(after move: MigrationMove, _ state: MigrationState) -> MigrationState {
    var next = state
    func remove(_ member: Int) {
      next.voters &= ~.bit(member)
      next.learners &= ~.bit(member)
      next.removed |= .bit(member)
    }
    switch move {
    case .addLearner(let member): next.learners |= .bit(member)
    case .promote(let member):
      next.learners &= ~.bit(member)
      next.voters |= .bit(member)
    case .removeMember(let member): remove(member)
    case .setServers(let server): next.switched |= .bit(server)
    case .addServer(let server): next.servers |= .bit(server)
    case .removeServer(let server): next.servers &= ~.bit(server)
    case .joinMachine(let server):
      next.servers |= .bit(server)
      if let member = problem.servers[server].companion { next.voters |= .bit(member) }
    case .leaveMachine(let server):
      next.servers &= ~.bit(server)
      if let member = problem.servers[server].companion { remove(member) }
    }
    return next
  }

  /// Quorum holds, no API server that is there loses its last live voter, and one serves where one
  /// did.
  func isSafe(_ next: MigrationState, after state: MigrationState) -> Bool {
    guard margin(next) >= 0 else { return false }
    let before = serving(state)
    let after = serving(next)
    let added = next.servers & ~state.servers
    return (before & next.servers | added) & ~after == 0 && (after != 0 || before == 0)
  }
}
