/// Which lines differ between two texts: the shortest script by Myers' O(ND) method, up to a bound
/// on D; beyond it everything between the first and the last difference is one change.
enum LineDiff {
  /// Lines of the old text and those that stand in their place.
  struct Change: Hashable {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// The largest number of differing lines that is looked into.
  static let mostDifferences = 800

  static func changes<Line: Equatable>(from old: [Line], to new: [Line]) -> [Change] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let most = min(old.count, new.count) - head
    let tail = zip(old.reversed(), new.reversed()).prefix(most).prefix { $0 == $1 }.count
    let (left, right) = (old[head..<(old.count - tail)], new[head..<(new.count - tail)])
    if left.isEmpty && right.isEmpty { return [] }
    guard !left.isEmpty, !right.isEmpty, let path = path(Array(left), Array(right)) else {
      return [Change(old: left.indices, new: right.indices)]
    }
    return joined(path, head: head)
  }

  /// Points where both texts move on together, and at the end; `nil` beyond the bound.
  private static func path<Line: Equatable>(_ old: [Line], _ new: [Line]) -> [(Int, Int)]? {
    let bound = min(old.count + new.count, mostDifferences)
    var furthest = [Int](repeating: 0, count: 2 * bound + 2)
    var trace: [[Int]] = []
    for depth in 0...bound {
      trace.append(furthest)
      for diagonal in stride(from: -depth, through: depth, by: 2) {
        let isDown =
          diagonal == -depth
          || (diagonal != depth && furthest[bound + diagonal - 1] < furthest[bound + diagonal + 1])
        var x = isDown ? furthest[bound + diagonal + 1] : furthest[bound + diagonal - 1] + 1
        var y = x - diagonal
        while x < old.count, y < new.count, old[x] == new[y] {
          x += 1
          y += 1
        }
        furthest[bound + diagonal] = x
        if x >= old.count, y >= new.count {
          return steps(trace, bound, end: (old.count, new.count))
        }
      }
    }
    return nil
  }

  /// The pairs of lines that are the same, walked back from the end.
  private static func steps(
    _ trace: [[Int]], _ bound: Int, end: (Int, Int)
  ) -> [(Int, Int)] {
    var (x, y) = end
    var pairs = [end]
    for depth in trace.indices.reversed() {
      let furthest = trace[depth]
      let diagonal = x - y
      let isDown =
        diagonal == -depth
        || (diagonal != depth && furthest[bound + diagonal - 1] < furthest[bound + diagonal + 1])
      let previous = isDown ? diagonal + 1 : diagonal - 1
      let startX = depth == 0 ? 0 : furthest[bound + previous]
      let startY = depth == 0 ? 0 : startX - previous
      while x > startX, y > startY {
        x -= 1
        y -= 1
        pairs.append((x, y))
      }
      (x, y) = (startX, startY)
    }
    return pairs.reversed()
  }

  /// The gaps between lines that are the same.
  private static func joined(_ pairs: [(Int, Int)], head: Int) -> [Change] {
    var changes: [Change] = []
    var (x, y) = (0, 0)
    for (nextX, nextY) in pairs {
      if nextX > x || nextY > y {
        changes.append(
          Change(old: (head + x)..<(head + nextX), new: (head + y)..<(head + nextY)))
      }
      (x, y) = (nextX + 1, nextY + 1)
    }
    return changes
  }
}
