extension DecisionDiagram {
  /// By event, how much likelier it is down when the event has happened than when it has not
  /// (Birnbaum 1969), with probabilities as `probability(of:)` takes them; events that the diagram
  /// does not ask for are left out. The budget is that of the diagram unless given.
  ///
  /// For a coherent formula this is the probability of all that is down with the event and up
  /// without it, which is summed directly: the difference of two near probabilities would keep few
  /// digits of what hardly matters.
  package func birnbaum(
    of p: [Double], nodeBudget: Int? = nil
  ) throws(BudgetExceeded) -> [Int: Double] {
    let failing = order.map { p.indices.contains($0) ? p[$0] : 0 }
    var differences = DifferenceTable(nodes, failing, nodeBudget: nodeBudget ?? self.nodeBudget)
    var reached = Array(repeating: 0.0, count: nodes.count)
    reached[root] = 1
    var importance: [Int: Double] = [:]
    for index in nodes.indices.dropFirst(2).reversed() where reached[index] > 0 {
      let node = nodes[index]
      let own = failing[Int(node.level)]
      reached[Int(node.high)] += reached[index] * own
      reached[Int(node.low)] += reached[index] * (1 - own)
      importance[order[Int(node.level)], default: 0] +=
        reached[index] * (try differences.difference(node.high, node.low))
    }
    return importance
  }
}

/// How likely one node holds while another, which implies it, does not; for pairs of one diagram.
private struct DifferenceTable {
  private let nodes: [NodeTable.Node]
  /// By level.
  private let failing: [Double]
  private let nodeBudget: Int
  /// By node, the probability that it holds, and that it does not: neither is one minus the other.
  private var holds: [Double] = [0, 1]
  private var fails: [Double] = [1, 0]
  private var known = TripleTable()
  private var values: [Double] = []

  init(_ nodes: [NodeTable.Node], _ failing: [Double], nodeBudget: Int) {
    (self.nodes, self.failing, self.nodeBudget) = (nodes, failing, nodeBudget)
    for node in nodes.dropFirst(2) {
      let own = failing[Int(node.level)]
      holds.append(own * holds[Int(node.high)] + (1 - own) * holds[Int(node.low)])
      fails.append(own * fails[Int(node.high)] + (1 - own) * fails[Int(node.low)])
    }
  }

  mutating func difference(_ more: Int32, _ less: Int32) throws(BudgetExceeded) -> Double {
    if more == less || more == 0 || less == 1 { return 0 }
    if less == 0 { return holds[Int(more)] }
    if more == 1 { return fails[Int(less)] }
    if let index = known.value(more, less, 0) { return values[Int(index)] }
    let level = min(nodes[Int(more)].level, nodes[Int(less)].level)
    let low = try difference(branch(more, level, false), branch(less, level, false))
    let high = try difference(branch(more, level, true), branch(less, level, true))
    let own = failing[Int(level)]
    let result = own * high + (1 - own) * low
    guard values.count < nodeBudget else { throw BudgetExceeded(nodeBudget: nodeBudget) }
    known.insert(Int32(values.count), more, less, 0)
    values.append(result)
    return result
  }

  private func branch(_ index: Int32, _ level: Int32, _ isHigh: Bool) -> Int32 {
    let node = nodes[Int(index)]
    guard node.level == level else { return index }
    return isHigh ? node.high : node.low
  }
}
