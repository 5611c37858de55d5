/// The first sets of a family, all of one size, by rank. It asks the family again and again which
/// event comes first among the sets that have certain events and lack others: a pass over the
/// family's nodes each time, and about as many passes as events are listed, however many sets
/// there are.
struct CutSetList {
  private enum Mark: UInt8 {
    case free, chosen, excluded
  }

  private static let impossible = Int32.min / 2

  private let nodes: [NodeTable.Node]
  private let levelRanks: [Int]
  private let size: Int
  private let limit: Int
  private var marks: [Mark]
  private var chosen: [Int32] = []
  private(set) var sets: [[Int32]] = []

  /// Lists at most `limit` of the sets of `nodes`, the root last; all have `size` events.
  init(_ nodes: [NodeTable.Node], size: Int, limit: Int, levelRanks: [Int]) {
    self.nodes = nodes
    self.size = size
    self.limit = limit
    self.levelRanks = levelRanks
    marks = Array(repeating: .free, count: levelRanks.count)
    list()
  }

  /// Adds every set that has the chosen events and none of the excluded ones.
  private mutating func list() {
    if chosen.count == size {
      sets.append(chosen)
      return
    }
    var done: [Int] = []
    while sets.count < limit, let level = firstLevel() {
      marks[level] = .chosen
      chosen.append(Int32(level))
      list()
      chosen.removeLast()
      marks[level] = .excluded
      done.append(level)
    }
    for level in done { marks[level] = .free }
  }

  /// Of the free events of the sets that are looked for, the first by rank.
  private func firstLevel() -> Int? {
    // The most chosen events on a way from each node to terminal 1; a set that has all of them has
    // more than any other.
    var below = [Self.impossible, 0]
    below.reserveCapacity(nodes.count)
    for node in nodes.dropFirst(2) {
      below.append(max(below[Int(node.low)], through(node, below)))
    }
    let all = Int32(chosen.count)
    guard below[nodes.count - 1] == all else { return nil }
    var above = Array(repeating: Self.impossible, count: nodes.count)
    above[nodes.count - 1] = 0
    var first: Int?
    for index in nodes.indices.dropFirst(2).reversed() where above[index] >= 0 {
      let node = nodes[index]
      let level = Int(node.level)
      if above[index] + below[Int(node.low)] == all {
        above[Int(node.low)] = max(above[Int(node.low)], above[index])
      }
      guard above[index] + through(node, below) == all else { continue }
      let mark = marks[level]
      above[Int(node.high)] = max(above[Int(node.high)], above[index] + (mark == .chosen ? 1 : 0))
      if mark == .free, levelRanks[level] < first.map({ levelRanks[$0] }) ?? .max { first = level }
    }
    return first
  }

  /// The most chosen events on a way through the node's own event.
  private func through(_ node: NodeTable.Node, _ below: [Int32]) -> Int32 {
    switch marks[Int(node.level)] {
    case .free: below[Int(node.high)]
    case .chosen: below[Int(node.high)] + 1
    case .excluded: Self.impossible
    }
  }
}
