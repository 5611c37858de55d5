/// Why no safe order exists.
package enum MigrationObstacle: Sendable, Hashable {
  /// etcd has no quorum: so many of its voters answer.
  case noQuorum(alive: Int, voters: Int)
  /// Afterwards there would be no voter.
  case noVoters
  /// etcd makes no learner of a voter.
  case demotion(member: Int)
  /// After the migration an API server lists no member that votes.
  case listsNone(server: Int)
  /// What an API server lists before and what it lists after never work at the same time.
  case stranded(server: Int)
  /// None of the above.
  case other

  init(_ terms: MigrationTerms) {
    let problem = terms.problem
    let voters = Set(problem.members.indices.filter { problem.members[$0].after == .voter })
    let demoted = problem.members.firstIndex {
      $0.before == .voter && $0.after == .learner && $0.isAlive
    }
    let lost = problem.servers.firstIndex { server in
      server.after.map { $0.isDisjoint(with: voters) } ?? false
    }
    if terms.margin(terms.start) < 0 {
      self = .noQuorum(
        alive: terms.liveVoters(terms.start).nonzeroBitCount, voters: terms.start.voterCount)
    } else if voters.isEmpty {
      self = .noVoters
    } else if let demoted {
      self = .demotion(member: demoted)
    } else if let lost {
      self = .listsNone(server: lost)
    } else {
      let stranded = problem.servers.firstIndex { $0.before != nil && $0.after != $0.before }
      self = stranded.map { .stranded(server: $0) } ?? .other
    }
  }
}
