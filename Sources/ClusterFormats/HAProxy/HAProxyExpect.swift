internal import ClusterModel
internal import Syntax

/// `http-check expect` rules: `[!] status 200,403`, `string ok` and the like, all of which an answer
/// must meet (`parse_tcpcheck_expect` in haproxy src/tcpcheck.c).
enum HAProxyExpect {
  /// Options before the match; each takes a value.
  private static let valued: Set<String> = [
    "min-recv", "comment", "ok-status", "error-status", "tout-status", "on-success", "on-error",
    "status-code",
  ]

  static func expectation(of rules: [HAProxyConfig.Line]) -> Expectation {
    let all = rules.filter { $0.begins("http-check", "expect") }.map { expectation(of: $0) }
    guard var expectation = all.first else { return .success }
    for other in all.dropFirst() {
      expectation.statuses = expectation.statuses.flatMap { one in
        other.statuses.compactMap { $0.overlaps(one) ? $0.clamped(to: one) : nil }
      }
      expectation.asksMore = expectation.asksMore || other.asksMore
    }
    return expectation
  }

  private static func expectation(of line: HAProxyConfig.Line) -> Expectation {
    var words = line.words.dropFirst(2).map(\.text)[...]
    while let word = words.first, valued.contains(word) { words = words.dropFirst(2) }
    var isInverse = false
    while let word = words.first, word.hasPrefix("!") {
      isInverse.toggle()
      words = word == "!" ? words.dropFirst() : [String(word.dropFirst())] + words.dropFirst()
    }
    guard words.count == 2, let match = words.first, let pattern = words.last else {
      return .unknown
    }
    switch match {
    case "status":
      guard let ranges = Expectation.statuses(pattern) else { return .unknown }
      return Expectation(statuses: isInverse ? complement(of: ranges) : ranges)
    // No other answer than a ready server's consists of it; the refusal of plain HTTP has no such word.
    case "string" where pattern == "ok" && !isInverse: return Expectation(statuses: [200...200])
    default: return .unknown
    }
  }

  private static func complement(of ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    (100...999).filter { status in !ranges.contains { $0.contains(status) } }.map { $0...$0 }
  }
}
