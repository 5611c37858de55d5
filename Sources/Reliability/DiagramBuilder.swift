/// Builds reduced ordered binary decision diagrams (Bryant 1986) with one operation,
/// if-then-else. Recursion goes down one level at least with each call.
struct DiagramBuilder {
  private(set) var table: NodeTable
  private var results = TripleTable()

  init(nodeBudget: Int) {
    table = NodeTable(nodeBudget: nodeBudget)
  }

  /// The diagram that is a single variable.
  mutating func variable(_ level: Int) throws(BudgetExceeded) -> Int32 {
    try table.node(Int32(level), low: 0, high: 1)
  }

  /// `condition` ? `then` : `otherwise`.
  mutating func choose(
    _ condition: Int32, _ then: Int32, _ otherwise: Int32
  ) throws(BudgetExceeded) -> Int32 {
    if condition == 1 || then == otherwise { return then }
    if condition == 0 { return otherwise }
    if then == 1 && otherwise == 0 { return condition }
    if let known = results.value(condition, then, otherwise) { return known }

    let level = min(table[condition].level, table[then].level, table[otherwise].level)
    let low = try choose(
      branch(condition, level, false), branch(then, level, false), branch(otherwise, level, false))
    let high = try choose(
      branch(condition, level, true), branch(then, level, true), branch(otherwise, level, true))
    let result = low == high ? low : try table.node(level, low: low, high: high)
    results.insert(result, condition, then, otherwise)
    try table.checkMemo(count: results.count)
    return result
  }

  private func branch(_ index: Int32, _ level: Int32, _ isHigh: Bool) -> Int32 {
    let node = table[index]
    guard node.level == level else { return index }
    return isHigh ? node.high : node.low
  }

  /// At least `need` of these diagrams hold. For plain variables in ascending order that makes
  /// need · (n − need + 1) nodes, where need = 1 is "or" and need = n is "and".
  mutating func atLeast(_ need: Int, of parts: [Int32]) throws(BudgetExceeded) -> Int32 {
    // From the deepest part up, so that each step mostly adds on top. `holds[k]` answers whether
    // at least k hold of the parts so far.
    let parts = parts.sorted { table[$0].level > table[$1].level }
    guard need > 0 else { return 1 }
    guard need <= parts.count else { return 0 }
    var holds = [1] + Array(repeating: Int32(0), count: need)
    for (done, part) in parts.enumerated() {
      let remaining = parts.count - done - 1
      for k in stride(from: min(need, done + 1), through: max(1, need - remaining), by: -1) {
        holds[k] = try choose(part, holds[k - 1], holds[k])
      }
    }
    return holds[need]
  }

  /// Takes over the nodes of a finished diagram, under their own numbers.
  mutating func adopt(_ nodes: [NodeTable.Node]) throws(BudgetExceeded) {
    for node in nodes.dropFirst(2) {
      _ = try table.node(node.level, low: node.low, high: node.high)
    }
  }
}
