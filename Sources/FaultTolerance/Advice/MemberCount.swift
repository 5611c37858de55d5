internal import Reliability

/// How many voters it takes, spread as evenly as can be.
package enum MemberCount {
  /// More voters than anybody runs.
  private static let most = 15

  /// The least odd number of voters over so many domains that keeps quorum after any `domains` of
  /// them and any `machines` more, with its spread, fullest first; `nil` where no number does, or
  /// none that anybody runs.
  package static func least(over total: Int, losing domains: Int, and machines: Int) -> [Int]? {
    guard total > 0 else { return nil }
    for voters in stride(from: 1, through: most, by: 2) {
      let spread = (0..<total).map { voters / total + ($0 < voters % total ? 1 : 0) }
      let left = voters - spread.prefix(domains).reduce(0, +) - machines
      if left >= Majority.quorum(ofVoters: voters) { return spread.filter { $0 > 0 } }
    }
    return nil
  }
}
