@testable import Planning

/// Another way to the same answer: breadth-first through every state that etcd allows, also through
/// detours, for each lowest margin in turn.
struct NaiveMigration {
  let problem: MigrationProblem

  /// A member is one of these; `fresh` ones were added on the way, and answer.
  enum Member: UInt8 {
    case absent, learner, voter, freshLearner, freshVoter
  }

  /// An API server is not there, or lists what it did before, what it does after, or all of both.
  enum Server: UInt8 {
    case absent, before, after, both
  }

  struct State: Hashable {
    var members: [Member]
    var servers: [Server]
  }

  /// The greatest lowest margin, and the fewest steps with it; `nil` where it cannot be done.
  func best() -> (margin: Int, steps: Int)? {
    let start = State(
      members: problem.members.map { member in
        member.before == nil ? .absent : member.before == .learner ? .learner : .voter
      }, servers: problem.servers.map { $0.before == nil ? .absent : .before })
    guard margin(start) >= 0 else { return nil }
    for lowest in stride(from: margin(start), through: 0, by: -1) {
      if let steps = steps(from: start, keeping: lowest) { return (lowest, steps) }
    }
    return nil
  }

  private func steps(from start: State, keeping lowest: Int) -> Int? {
    var seen: Set<State> = [start]
    var layer = [start]
    var steps = 0
    while !layer.isEmpty {
      if layer.contains(where: isDone) { return steps }
      var next: [State] = []
      for state in layer {
        for reached in followers(state)
        where margin(reached) >= lowest && keepsServers(state, reached)
          && seen.insert(reached).inserted
        {
          next.append(reached)
        }
      }
      layer = next
      steps += 1
    }
    return nil
  }

  private func isDone(_ state: State) -> Bool {
    let members = zip(problem.members, state.members).allSatisfy { member, now in
      switch member.after {
      case nil: now == .absent
      case .voter: now == .freshVoter || (now == .voter && member.isAlive)
      case .learner: now == .freshLearner || (now == .learner && member.isAlive)
      }
    }
    return members
      && zip(problem.servers, state.servers).allSatisfy { server, now in
        guard let after = server.after else { return now == .absent }
        return now == .after || (now == .before && server.before == after)
      }
  }

  private func followers(_ state: State) -> [State] {
    var found: [State] = []
    let all = state.members.indices
    let isWhole = all.allSatisfy { state.members[$0] == .absent || answers($0, state) }
    let learners = state.members.count { $0 == .learner || $0 == .freshLearner }
    func with(_ index: Int, _ member: Member) {
      var other = state
      other.members[index] = member
      found.append(other)
    }
    for index in all {
      switch state.members[index] {
      case .absent: if isWhole, learners == 0 { with(index, .freshLearner) }
      case .learner, .freshLearner:
        if answers(index, state) {
          with(index, state.members[index] == .learner ? .voter : .freshVoter)
        }
        with(index, .absent)
      case .voter, .freshVoter: with(index, .absent)
      }
    }
    for index in state.servers.indices {
      for server in [Server.absent, .before, .after, .both] where server != state.servers[index] {
        if state.servers[index] == .absent, server != .after { continue }
        if server == .after, problem.servers[index].after == nil { continue }
        if server == .before, problem.servers[index].before == nil { continue }
        var other = state
        other.servers[index] = server
        found.append(other)
      }
    }
    return found
  }

  private func answers(_ index: Int, _ state: State) -> Bool {
    switch state.members[index] {
    case .absent: false
    case .learner, .voter: problem.members[index].isAlive
    case .freshLearner, .freshVoter: true
    }
  }

  private func margin(_ state: State) -> Int {
    let voters = state.members.indices.filter {
      state.members[$0] == .voter || state.members[$0] == .freshVoter
    }
    guard !voters.isEmpty else { return -1 }
    // More than half of the voters must be there.
    var failed = 0
    let there = voters.count { answers($0, state) }
    guard 2 * there > voters.count else { return -1 }
    while 2 * (there - failed - 1) > voters.count { failed += 1 }
    return failed
  }

  private func serves(_ index: Int, _ state: State) -> Bool {
    let server = problem.servers[index]
    let list: Set<Int> =
      switch state.servers[index] {
      case .absent: []
      case .before: server.before ?? []
      case .after: server.after ?? []
      case .both: (server.before ?? []).union(server.after ?? [])
      }
    return list.contains { member in
      (state.members[member] == .voter || state.members[member] == .freshVoter)
        && answers(member, state)
    }
  }

  private func keepsServers(_ before: State, _ after: State) -> Bool {
    let all = problem.servers.indices
    for index in all where after.servers[index] != .absent && !serves(index, after) {
      if before.servers[index] == .absent || serves(index, before) { return false }
    }
    return all.contains { serves($0, after) } || !all.contains { serves($0, before) }
  }
}
