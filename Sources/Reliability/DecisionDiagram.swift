/// When one formula holds, as a reduced ordered binary decision diagram: every question below is
/// one pass, or as many passes as the answer has elements, over its nodes.
package struct DecisionDiagram: Sendable {
  /// The events that may happen, outermost variable first.
  package let order: [Int]
  let nodes: [NodeTable.Node]
  let root: Int
  let nodeBudget: Int

  /// The diagram of `root` with the events of `order` as its variables. Every other event has
  /// happened if it is in `failed` and has not if it is not; an event in both is a variable.
  ///
  /// The order decides the size. Keep together what fails together: each outermost failure
  /// domain, then what it holds.
  package init(
    _ model: FailureModel, root: Formula, order: [Int], failed: Set<Int> = [],
    nodeBudget: Int = BudgetExceeded.standardNodeBudget
  ) throws(BudgetExceeded) {
    let levels = Dictionary(zip(order, order.indices), uniquingKeysWith: { first, _ in first })
    var builder = DiagramBuilder(nodeBudget: nodeBudget)
    let top = try builder.diagram(of: root, in: model, levels: levels, failed: failed)
    self.init(builder, top: top, order: order)
  }

  init(_ builder: DiagramBuilder, top: Int32, order: [Int]) {
    self.order = order
    nodes = builder.table.nodes(under: top)
    root = top < 2 ? Int(top) : nodes.count - 1
    nodeBudget = builder.table.nodeBudget
  }

  /// The number of nodes without the two terminals.
  package var nodeCount: Int { nodes.count - 2 }

  /// No failure of events in the order brings it down.
  package var isAlwaysUp: Bool { root == 0 }

  /// It is down with none of the order's events happened.
  package var isAlwaysDown: Bool { root == 1 }

  /// Whether both hold for the same events: a reduced diagram of one order is unique.
  package func isSame(as other: DecisionDiagram?) -> Bool {
    guard let other, root == other.root, nodes.count == other.nodes.count, order == other.order
    else { return false }
    return nodes == other.nodes
  }

  /// The least number of events that bring it down; nil where none can.
  package func smallestCut() -> Int? {
    costsOfFailing(given: [])[root]
  }

  /// The largest number of the order's events that may all have happened with it still up, in the
  /// best case; nil where it is down from the start.
  package func largestSurvived() -> Int? {
    var kept: [Int?] = [0, nil]
    for node in nodes.dropFirst(2) {
      kept.append(least(kept[Int(node.high)], kept[Int(node.low)].map { $0 + 1 }))
    }
    return kept[root].map { Set(order).count - $0 }
  }

  /// Of the smallest cuts, the one that comes first when each is written in the order of `ranking`
  /// and they are compared event by event; nil where nothing brings it down. Events that
  /// `ranking` leaves out come last, as the diagram's order has them.
  package func firstSmallestCut(inOrder ranking: [Int] = []) -> [Int]? {
    guard let size = smallestCut() else { return nil }
    let ranks = levelRanks(by: ranking)
    var chosen: [Int32] = []
    while chosen.count < size {
      let candidates = levelsOfSmallestCuts(containing: Set(chosen.map { Int($0) }))
      guard let first = candidates.min(by: { ranks[Int($0)] < ranks[Int($1)] }) else { break }
      chosen.append(first)
    }
    return chosen.map { order[Int($0)] }
  }

  /// The further levels of all smallest cuts that contain `chosen`, itself part of one.
  private func levelsOfSmallestCuts(containing chosen: Set<Int>) -> [Int32] {
    let costs = costsOfFailing(given: chosen)
    guard let total = costs[root] else { return [] }
    // The cheapest way from the root to each node; a cut runs through a node if this and the
    // node's own cost make the total.
    var spent = [Int?](repeating: nil, count: nodes.count)
    spent[root] = 0
    var found: [Int32] = []
    for index in nodes.indices.dropFirst(2).reversed() {
      guard let here = spent[index] else { continue }
      let node = nodes[index]
      let (low, high) = (Int(node.low), Int(node.high))
      if chosen.contains(Int(node.level)) {
        spent[high] = least(spent[high], here)
        continue
      }
      if let rest = costs[high], here + 1 + rest == total { found.append(node.level) }
      spent[high] = least(spent[high], here + 1)
      spent[low] = least(spent[low], here)
    }
    return found
  }

  /// For each node the least number of further events that make it hold, with the events at
  /// `given` levels happened.
  private func costsOfFailing(given: Set<Int>) -> [Int?] {
    var costs: [Int?] = [nil, 0]
    for node in nodes.dropFirst(2) {
      let high = costs[Int(node.high)]
      if given.contains(Int(node.level)) {
        costs.append(high)
      } else {
        costs.append(least(costs[Int(node.low)], high.map { $0 + 1 }))
      }
    }
    return costs
  }

  /// The place of each level's event in `ranking`.
  private func levelRanks(by ranking: [Int]) -> [Int] {
    let ranks = Dictionary(zip(ranking, ranking.indices), uniquingKeysWith: { first, _ in first })
    return order.enumerated().map { ranks[$1] ?? ranking.count + $0 }
  }

  private func least(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }
}
