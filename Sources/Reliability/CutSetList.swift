/// The first sets of a family by size and rank. It splits the family at its events in the order of
/// rank, so that it makes about as many families as it lists events, however many sets there are.
struct CutSetList {
  let limit: Int
  private var builder: CutSetBuilder
  private let levelRanks: [Int]
  private(set) var sets: [[Int32]] = []

  init(limit: Int, builder: CutSetBuilder, levelRanks: [Int]) {
    self.limit = limit
    self.builder = builder
    self.levelRanks = levelRanks
  }

  var isFull: Bool { sets.count >= limit }

  mutating func add(setsOf family: Int32, size: Int) throws(BudgetExceeded) {
    try add(builder.sets(of: family, size: Int32(size)), prefix: [])
  }

  /// Adds `prefix` with each set of `family`, all of which are of one size.
  private mutating func add(_ family: Int32, prefix: [Int32]) throws(BudgetExceeded) {
    if family == 1 { sets.append(prefix) }
    var rest = family
    for level in levels(of: family) where !isFull {
      let with = try builder.split(rest, at: level, keep: true)
      if with != 0 { try add(with, prefix: prefix + [level]) }
      rest = try builder.split(rest, at: level, keep: false)
    }
  }

  /// The levels that occur in a family, by rank.
  private func levels(of family: Int32) -> [Int32] {
    let used = Set(builder.table.nodes(under: family).dropFirst(2).map(\.level))
    return used.sorted { levelRanks[Int($0)] < levelRanks[Int($1)] }
  }
}
