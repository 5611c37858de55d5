/// What etcd survives in one state of a migration.
struct MigrationFigures {
  private let members: [MigrationProblem.Member]
  /// In name order.
  let levels: [String]

  /// Domains of a level beyond which sets of them are not looked through.
  private static let mostDomains = 16

  init(_ problem: MigrationProblem) {
    members = problem.members
    levels = Set(problem.members.flatMap(\.places.keys)).sorted()
  }

  /// The greatest number of domains of a level of which any may fail; `nil` where a voter has no
  /// place at that level, or where that is beyond the budget. All that are there may be too few to
  /// stop etcd only where it has no voters.
  func survived(_ level: String, voters: UInt32, live: UInt32) -> Int? {
    let groups = voters.bits.map { members[$0].places[level] ?? [] }
    guard !groups.isEmpty, groups.allSatisfy({ !$0.isEmpty }) else { return nil }
    let quorum = groups.count / 2 + 1
    let standing = live.bits.map { members[$0].places[level] ?? [] }
    guard standing.count >= quorum else { return 0 }
    if standing.allSatisfy({ $0.count == 1 && $0[0].count == 1 }) {
      var counts: [String: Int] = [:]
      for place in standing { counts[place[0][0], default: 0] += 1 }
      var left = standing.count
      for (failed, count) in counts.values.sorted(by: >).enumerated() {
        left -= count
        if left < quorum { return failed }
      }
      return counts.count
    }
    return searched(standing, quorum)
  }

  private func searched(_ standing: [[[String]]], _ quorum: Int) -> Int? {
    let domains = Set(standing.flatMap { $0.flatMap(\.self) }).sorted()
    guard domains.count <= Self.mostDomains else { return nil }
    let index = Dictionary(uniqueKeysWithValues: domains.enumerated().map { ($1, $0) })
    let masks = standing.map { groups in
      groups.map { group in group.reduce(UInt32(0)) { $0 | .bit(index[$1] ?? 0) } }
    }
    var least = domains.count + 1
    for failed in UInt32(0)..<(UInt32(1) << UInt32(domains.count))
    where failed.nonzeroBitCount < least {
      let left = masks.count { groups in groups.allSatisfy { $0 & ~failed != 0 } }
      if left < quorum { least = failed.nonzeroBitCount }
    }
    return least - 1
  }
}
