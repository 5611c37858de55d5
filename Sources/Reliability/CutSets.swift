/// The minimal cut sets of a diagram, kept folded: they can be counted when they are far too many
/// to be listed.
package struct CutSets: Sendable {
  /// The events that the sets are made of, as the diagram had them.
  package let order: [Int]
  let nodes: [NodeTable.Node]
  let root: Int
  let nodeBudget: Int

  init(_ builder: CutSetBuilder, top: Int32, order: [Int]) {
    self.order = order
    nodes = builder.table.nodes(under: top)
    root = top < 2 ? Int(top) : nodes.count - 1
    nodeBudget = builder.table.nodeBudget
  }

  /// How many minimal cut sets there are. One that is always down has one, the empty set.
  package var count: ExactCount {
    var counts: [ExactCount] = [.zero, .one]
    for node in nodes.dropFirst(2) {
      counts.append(counts[Int(node.low)] + counts[Int(node.high)])
    }
    return counts[root]
  }

  /// How many minimal cut sets have how many events; sizes without any are left out.
  package func countByOrder() -> [Int: ExactCount] {
    // For each node the counts by size, from the least size on: most nodes have few sizes.
    var least = [0, 0]
    var counts: [[ExactCount]] = [[], [.one]]
    for node in nodes.dropFirst(2) {
      let (low, high) = (counts[Int(node.low)], counts[Int(node.high)])
      let lowLeast = low.isEmpty ? Int.max : least[Int(node.low)]
      let highLeast = least[Int(node.high)] + 1
      let start = min(lowLeast, highLeast)
      let end = max(low.isEmpty ? 0 : lowLeast + low.count, highLeast + high.count)
      var own = Array(repeating: ExactCount.zero, count: end - start)
      for (place, count) in low.enumerated() { own[lowLeast - start + place] = count }
      for (place, count) in high.enumerated() { own[highLeast - start + place] += count }
      least.append(start)
      counts.append(own)
    }
    let known = counts[root].enumerated().map { (least[root] + $0, $1) }
    return Dictionary(uniqueKeysWithValues: known.filter { $0.1 > .zero })
  }

  /// The number of events of the largest minimal cut set, and 0 without any.
  package var largestSize: Int {
    var sizes = [0, 0]
    for node in nodes.dropFirst(2) {
      sizes.append(max(sizes[Int(node.low)], sizes[Int(node.high)] + 1))
    }
    return sizes[root]
  }
}

extension DecisionDiagram {
  /// All minimal cut sets. The budget is that of the diagram unless given.
  package func minimalCutSets(
    nodeBudget: Int? = nil
  ) throws(BudgetExceeded) -> CutSets {
    var builder = CutSetBuilder(nodeBudget: nodeBudget ?? self.nodeBudget)
    let cuts = try builder.minimalCuts(of: nodes)
    return CutSets(builder, top: cuts[root], order: order)
  }
}
