/// The nodes of a decision diagram, each made once. Nodes 0 and 1 are the terminals, and a node
/// stands behind its children, so that one pass over the indices is a pass from the leaves up.
struct NodeTable: Sendable {
  struct Node: Sendable, Equatable {
    /// The position of its variable in the diagram's order.
    let level: Int32
    let low: Int32
    let high: Int32
  }

  /// Below every variable.
  static let terminalLevel = Int32.max

  private(set) var nodes = [
    Node(level: terminalLevel, low: 0, high: 0), Node(level: terminalLevel, low: 1, high: 1),
  ]
  private var known = TripleTable()
  let nodeBudget: Int

  init(nodeBudget: Int) {
    self.nodeBudget = nodeBudget
  }

  subscript(index: Int32) -> Node { nodes[Int(index)] }

  /// The node with these parts. What makes a node superfluous is the business of the caller.
  mutating func node(_ level: Int32, low: Int32, high: Int32) throws(BudgetExceeded) -> Int32 {
    if let same = known.value(level, low, high) { return same }
    guard nodes.count - 2 < nodeBudget else { throw BudgetExceeded(nodeBudget: nodeBudget) }
    let index = Int32(nodes.count)
    nodes.append(Node(level: level, low: low, high: high))
    known.insert(index, level, low, high)
    return index
  }

  /// Guards a table of intermediate results, which can outgrow the nodes that they lead to.
  func checkMemo(count: Int) throws(BudgetExceeded) {
    let resultsPerNode = 8
    guard count / resultsPerNode <= nodeBudget else {
      throw BudgetExceeded(nodeBudget: nodeBudget)
    }
  }

  /// The nodes that `root` reaches, renumbered, terminals included; the root is the last one
  /// unless it is a terminal.
  func nodes(under root: Int32) -> [Node] {
    var newIndex = Array(repeating: Int32(-1), count: max(Int(root) + 1, 2))
    newIndex[Int(root)] = 0
    for index in newIndex.indices.reversed() where newIndex[index] >= 0 {
      newIndex[Int(nodes[index].low)] = 0
      newIndex[Int(nodes[index].high)] = 0
    }
    newIndex[1] = 1
    var kept = Array(nodes.prefix(2))
    for index in newIndex.indices.dropFirst(2) where newIndex[index] >= 0 {
      let node = nodes[index]
      newIndex[index] = Int32(kept.count)
      kept.append(
        Node(
          level: node.level, low: newIndex[Int(node.low)], high: newIndex[Int(node.high)]))
    }
    return kept
  }
}
