/// Every answer about one expression by trying all sets of its free events. A set is an integer
/// with the bit of each of its events.
struct BruteForce {
  /// The free events, in the order that the diagram gets.
  let order: [Int]
  /// All sets of free events that bring it down.
  let cuts: [Int]
  /// All sets of free events that do not.
  let survived: [Int]

  init(_ expression: Expression, order: [Int], failed: Set<Int>) {
    self.order = order
    let fixed = Self.mask(of: failed)
    let free = Self.mask(of: Set(order))
    let sets = (0..<1024).filter { $0 & ~free == 0 }
    cuts = sets.filter { expression.holds($0 | fixed) }
    survived = sets.filter { !expression.holds($0 | fixed) }
  }

  /// A coherent cut is minimal when no event can be taken out of it.
  var minimal: [Int] {
    let all = Set(cuts)
    return cuts.filter { cut in
      !order.contains { cut >> $0 & 1 == 1 && all.contains(cut & ~(1 << $0)) }
    }
  }

  func probability(of p: [Double]) -> Double {
    cuts.reduce(0) { sum, cut in
      sum + order.reduce(1) { $0 * (cut >> $1 & 1 == 1 ? p[$1] : 1 - p[$1]) }
    }
  }

  /// The probability of the sets of other events that bring it down with this event alone.
  func birnbaum(of event: Int, _ p: [Double]) -> Double {
    let all = Set(cuts)
    return cuts.reduce(0) { sum, cut in
      guard cut >> event & 1 == 1, !all.contains(cut & ~(1 << event)) else { return sum }
      return sum
        + order.reduce(1) {
          $1 == event ? $0 : $0 * (cut >> $1 & 1 == 1 ? p[$1] : 1 - p[$1])
        }
    }
  }

  static func mask(of events: Set<Int>) -> Int {
    events.reduce(0) { $0 | 1 << $1 }
  }

  static func events(of mask: Int, by ranking: [Int]) -> [Int] {
    ranking.filter { mask >> $0 & 1 == 1 }
  }

  /// By size, then event by event in the order of `ranking`.
  static func sorted(_ masks: [Int], by ranking: [Int]) -> [[Int]] {
    let places = masks.map { mask in ranking.indices.filter { mask >> ranking[$0] & 1 == 1 } }
    let inOrder = places.sorted { left, right in
      left.count == right.count
        ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
    return inOrder.map { $0.map { ranking[$0] } }
  }

  static func first(_ masks: [Int], by ranking: [Int]) -> [Int]? {
    let size = masks.map(\.nonzeroBitCount).min()
    return sorted(masks.filter { $0.nonzeroBitCount == size }, by: ranking).first
  }
}
