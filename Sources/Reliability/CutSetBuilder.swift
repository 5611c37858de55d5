/// Families of sets as zero-suppressed decision diagrams (Minato 1993): terminal 0 is no set at
/// all, terminal 1 the empty set alone, and `high` holds the sets with the level's event, which is
/// left out of them. Recursion goes down one level at least with each call.
struct CutSetBuilder {
  private(set) var table: NodeTable
  /// How many events the sets of each node have, from the fewest to the most; for terminal 0 it
  /// says nothing.
  private var sizes: [ClosedRange<Int>] = [0...0, 0...0]
  private var differences = TripleTable()
  private var selections = TripleTable()

  init(nodeBudget: Int) {
    table = NodeTable(nodeBudget: nodeBudget)
  }

  /// The sets of `low` and, each with the event added, those of `high`.
  mutating func family(_ level: Int32, low: Int32, high: Int32) throws(BudgetExceeded) -> Int32 {
    if high == 0 { return low }
    let index = try table.node(level, low: low, high: high)
    if index == sizes.count {
      var (least, most) = (sizes[Int(high)].lowerBound + 1, sizes[Int(high)].upperBound + 1)
      if low != 0 {
        least = min(least, sizes[Int(low)].lowerBound)
        most = max(most, sizes[Int(low)].upperBound)
      }
      sizes.append(least...most)
    }
    return index
  }

  /// The minimal cut sets of a coherent diagram (Rauzy 1993): without the event those of `low`,
  /// with it those of `high` that are not already cuts without it.
  mutating func minimalCuts(of nodes: [NodeTable.Node]) throws(BudgetExceeded) -> [Int32] {
    var cuts: [Int32] = [0, 1]
    for node in nodes.dropFirst(2) {
      let low = cuts[Int(node.low)]
      let high = try without(cuts[Int(node.high)], low)
      cuts.append(try family(node.level, low: low, high: high))
    }
    return cuts
  }

  /// The sets of `sets` that contain no set of `smaller`, in which none contains another.
  mutating func without(_ sets: Int32, _ smaller: Int32) throws(BudgetExceeded) -> Int32 {
    if smaller == 0 { return sets }
    if sets == 0 || smaller == 1 || sets == smaller { return 0 }
    // Sets never contain larger ones. Thresholds lead here, and would cost cubic time otherwise.
    if sizes[Int(sets)].upperBound < sizes[Int(smaller)].lowerBound { return sets }
    let (one, two) = (table[sets], table[smaller])
    if one.level > two.level { return try without(sets, two.low) }
    if let known = differences.value(sets, smaller, 0) { return known }

    let isShared = one.level == two.level
    let others = isShared ? two.low : smaller
    let low = try without(one.low, others)
    var high = try without(one.high, others)
    if isShared { high = try without(high, two.high) }
    let result = try family(one.level, low: low, high: high)
    differences.insert(result, sets, smaller, 0)
    try table.checkMemo(count: differences.count)
    return result
  }

  /// The sets with exactly `size` events.
  mutating func sets(of sets: Int32, size: Int32) throws(BudgetExceeded) -> Int32 {
    if sets < 2 || size < 0 { return size == 0 ? sets : 0 }
    let range = sizes[Int(sets)]
    guard range.contains(Int(size)) else { return 0 }
    if range.count == 1 { return sets }
    if let known = selections.value(sets, Int32(clamping: size), 0) { return known }
    let node = table[sets]
    let low = try self.sets(of: node.low, size: size)
    let high = try self.sets(of: node.high, size: size - 1)
    let result = try family(node.level, low: low, high: high)
    selections.insert(result, sets, Int32(clamping: size), 0)
    try table.checkMemo(count: selections.count)
    return result
  }

  /// Takes over the nodes of a finished family, under their own numbers.
  mutating func adopt(_ nodes: [NodeTable.Node]) throws(BudgetExceeded) {
    for node in nodes.dropFirst(2) {
      _ = try family(node.level, low: node.low, high: node.high)
    }
  }
}
