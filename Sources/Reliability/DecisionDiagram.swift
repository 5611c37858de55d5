/// When one formula holds, as a reduced ordered binary decision diagram: every question below is
/// one pass, or as many passes as the answer has elements, over its nodes.
package struct DecisionDiagram: Sendable {
  /// The events that may happen, outermost variable first.
  package let order: [Int]
  let nodes: [NodeTable.Node]
  let root: Int
  let nodeBudget: Int
  /// How many different events the order has.
  private let eventCount: Int

  /// The diagram of `root` with the events of `order` as its variables. Every other event has
  /// happened if it is in `failed` and has not if it is not; an event in both is a variable.
  ///
  /// The order decides the size. Keep together what fails together: each outermost failure
  /// domain, then what it holds. Events are numbers from 0 on, which index arrays.
  package init(
    _ model: FailureModel, root: Formula, order: [Int], failed: Set<Int> = [],
    nodeBudget: Int = BudgetExceeded.standardNodeBudget
  ) throws(BudgetExceeded) {
    var diagrams = FormulaDiagrams(order: order, failed: failed, nodeBudget: nodeBudget)
    let number = try diagrams.number(of: root, in: model)
    self = diagrams.diagram(number)
  }

  /// Another diagram over the same events.
  func with(_ builder: DiagramBuilder, top: Int32) -> DecisionDiagram {
    DecisionDiagram(builder, top: top, order: order, eventCount: eventCount)
  }

  init(_ builder: DiagramBuilder, top: Int32, order: [Int], eventCount: Int) {
    self.order = order
    self.eventCount = eventCount
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
    let cost = costsOfFailing(given: Array(repeating: false, count: order.count))[root]
    return cost < Self.impossible ? Int(cost) : nil
  }

  /// The largest number of the order's events that may all have happened with it still up, in the
  /// best case; nil where it is down from the start.
  package func largestSurvived() -> Int? {
    var kept: [Int32] = [0, Self.impossible]
    kept.reserveCapacity(nodes.count)
    for node in nodes.dropFirst(2) {
      kept.append(min(kept[Int(node.high)], kept[Int(node.low)] + 1))
    }
    return kept[root] < Self.impossible ? eventCount - Int(kept[root]) : nil
  }

  /// Of the smallest cuts, the one that comes first when each is written in the order of `ranking`
  /// and they are compared event by event; nil where nothing brings it down. Events that
  /// `ranking` leaves out come last, as the diagram's order has them.
  package func firstSmallestCut(inOrder ranking: [Int] = []) -> [Int]? {
    guard let size = smallestCut() else { return nil }
    let ranks = levelRanks(by: ranking)
    var isChosen = Array(repeating: false, count: order.count)
    var chosen: [Int] = []
    while chosen.count < size, let level = firstLevel(beside: isChosen, ranks) {
      isChosen[level] = true
      chosen.append(order[level])
    }
    return chosen
  }

  /// Of the further levels of all smallest cuts that contain the chosen ones, which are part of
  /// one, the first by rank.
  private func firstLevel(beside isChosen: [Bool], _ ranks: [Int]) -> Int? {
    let costs = costsOfFailing(given: isChosen)
    let total = costs[root]
    // The cheapest way from the root to each node; a cut runs through a node if this and the
    // node's own cost make the total.
    var spent = Array(repeating: Self.impossible, count: nodes.count)
    spent[root] = 0
    var first: Int?
    for index in nodes.indices.dropFirst(2).reversed() where spent[index] < Self.impossible {
      let (node, here) = (nodes[index], spent[index])
      let (level, low, high) = (Int(node.level), Int(node.low), Int(node.high))
      if isChosen[level] {
        spent[high] = min(spent[high], here)
        continue
      }
      if here + 1 + costs[high] == total, ranks[level] < first.map({ ranks[$0] }) ?? .max {
        first = level
      }
      spent[high] = min(spent[high], here + 1)
      spent[low] = min(spent[low], here)
    }
    return first
  }

  /// More than any number of events.
  private static let impossible = Int32.max / 4

  /// For each node the least number of further events that make it hold, with the events at the
  /// levels of `isGiven` happened; `impossible` or more where none do.
  private func costsOfFailing(given isGiven: [Bool]) -> [Int32] {
    var costs: [Int32] = [Self.impossible, 0]
    costs.reserveCapacity(nodes.count)
    for node in nodes.dropFirst(2) {
      let high = costs[Int(node.high)]
      costs.append(
        isGiven[Int(node.level)] ? high : min(costs[Int(node.low)], high + 1))
    }
    return costs
  }

  /// The place of each level's event in `ranking`.
  private func levelRanks(by ranking: [Int]) -> [Int] {
    let ranks = Dictionary(zip(ranking, ranking.indices), uniquingKeysWith: { first, _ in first })
    return order.enumerated().map { ranks[$1] ?? ranking.count + $0 }
  }
}
