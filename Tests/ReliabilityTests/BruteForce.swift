/// Every answer about one expression by trying all sets of its free events.
struct BruteForce {
  /// The free events, in the order that the diagram gets.
  let order: [Int]
  /// All sets of free events that bring it down.
  let cuts: [Set<Int>]
  /// All sets of free events that do not.
  let survived: [Set<Int>]

  init(_ expression: Expression, order: [Int], failed: Set<Int>) {
    self.order = order
    let fixed = failed.reduce(0) { $0 | 1 << $1 }
    var cuts: [Set<Int>] = []
    var survived: [Set<Int>] = []
    for mask in 0..<(1 << order.count) {
      let chosen = order.indices.filter { mask >> $0 & 1 == 1 }.map { order[$0] }
      if expression.holds(chosen.reduce(fixed) { $0 | 1 << $1 }) {
        cuts.append(Set(chosen))
      } else {
        survived.append(Set(chosen))
      }
    }
    self.cuts = cuts
    self.survived = survived
  }

  var minimal: [Set<Int>] {
    let cuts = Set(cuts)
    // A coherent cut is minimal when no event can be taken out of it.
    return cuts.filter { cut in !cut.contains { cuts.contains(cut.subtracting([$0])) } }
  }

  func probability(of p: [Double]) -> Double {
    cuts.reduce(0) { sum, cut in
      sum + order.reduce(1) { $0 * (cut.contains($1) ? p[$1] : 1 - p[$1]) }
    }
  }

  /// By size, then event by event in the order of `ranking`.
  static func sorted(_ sets: [Set<Int>], by ranking: [Int]) -> [[Int]] {
    sets.map { set in ranking.filter { set.contains($0) } }.sorted { left, right in
      if left.count != right.count { return left.count < right.count }
      let places = [left, right].map { $0.map { ranking.firstIndex(of: $0) ?? 0 } }
      return places[0].lexicographicallyPrecedes(places[1])
    }
  }
}
