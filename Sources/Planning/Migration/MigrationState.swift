/// Who is there at one moment of a migration; bits by index.
package struct MigrationState: Sendable, Hashable {
  package var voters: UInt32
  package var learners: UInt32
  /// Members that were removed since the beginning; one of them that is there again is alive.
  package var removed: UInt32
  package var servers: UInt32
  /// API servers that list what they list after the migration.
  package var switched: UInt32

  package init(
    voters: UInt32 = 0, learners: UInt32 = 0, removed: UInt32 = 0, servers: UInt32 = 0,
    switched: UInt32 = 0
  ) {
    self.voters = voters
    self.learners = learners
    self.removed = removed
    self.servers = servers
    self.switched = switched
  }

  /// How many voters there are, the dead too.
  package var voterCount: Int { voters.nonzeroBitCount }

  /// How many learners there are.
  package var learnerCount: Int { learners.nonzeroBitCount }
}

extension UInt32 {
  /// The number with one bit set.
  static func bit(_ index: Int) -> UInt32 { 1 << UInt32(index) }

  /// Whether a bit is set.
  func has(_ index: Int) -> Bool { self & .bit(index) != 0 }

  /// The indices of the bits that are set.
  var bits: [Int] {
    var rest = self
    var indices: [Int] = []
    while rest != 0 {
      indices.append(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return indices
  }
}
