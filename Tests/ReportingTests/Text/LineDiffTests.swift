import Testing

@testable import Reporting

/// The lines that differ, compared with the longest common subsequence by dynamic programming.
struct LineDiffTests {
  @Test func `changes make the new text of the old, and are as few as can be`() {
    var generator = Numbers()
    for _ in 0..<2000 {
      let old = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        Int.random(in: 0...3, using: &generator)
      }
      let new = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        Int.random(in: 0...3, using: &generator)
      }
      let changes = LineDiff.changes(from: old, to: new)
      var made: [Int] = []
      var index = 0
      for change in changes {
        made += old[index..<change.old.lowerBound]
        #expect(made.count == change.new.lowerBound)
        made += new[change.new]
        index = change.old.upperBound
      }
      made += old[index...]
      #expect(made == new, "\(old) \(new)")
      let cost = changes.reduce(0) { $0 + $1.old.count + $1.new.count }
      #expect(cost == old.count + new.count - 2 * Self.common(old, new), "\(old) \(new)")
    }
  }

  private static func common(_ old: [Int], _ new: [Int]) -> Int {
    var row = [Int](repeating: 0, count: new.count + 1)
    for left in old {
      var next = row
      for (index, right) in new.enumerated() {
        next[index + 1] = left == right ? row[index] + 1 : max(next[index], row[index + 1])
      }
      row = next
    }
    return row[new.count]
  }
}

/// The same numbers on every machine (Knuth's MMIX generator).
private struct Numbers: RandomNumberGenerator {
  private var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}
