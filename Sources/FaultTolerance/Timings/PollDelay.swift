/// How late a standby is, in retry periods: it polls every 1 + 1.2·u periods, u uniform in [0, 1).
/// It sees the last renewal after what is left of one poll, and acts on its end after what is left
/// of another; both are taken at random moments, independent of one another.
enum PollDelay {
  /// The longest time between two polls.
  private static let longest = 2.2
  private static let mean = 1.6

  /// The mean of the least delay among so many standbys.
  static func meanOfLeast(of standbys: Int) -> Double {
    guard standbys > 0 else { return .infinity }
    // 1 - (distribution of the sum) is smooth between these points.
    let breaks = [0, 1, 2, longest, 1 + longest, 2 * longest]
    var total = 0.0
    for (start, end) in zip(breaks, breaks.dropFirst()) {
      total += integral(from: start, to: end, steps: 64) { delay in
        let beyond = max(0, 1 - distributionOfSum(delay))
        return (0..<standbys).reduce(1.0) { power, _ in power * beyond }
      }
    }
    return total
  }

  /// The density of what is left of a poll at a random moment: P(poll > x) / mean.
  private static func density(_ time: Double) -> Double {
    if time < 0 || time > longest { return 0 }
    return (time <= 1 ? 1 : (longest - time) / 1.2) / mean
  }

  private static func distribution(_ time: Double) -> Double {
    if time <= 0 { return 0 }
    if time >= longest { return 1 }
    if time <= 1 { return time / mean }
    let rest = longest - time
    return 1 - rest * rest / (2 * 1.2 * mean)
  }

  /// Piece by piece a polynomial of third degree, for which Simpson's rule is exact.
  private static func distributionOfSum(_ sum: Double) -> Double {
    let inner = [1, sum - 1, sum - longest, sum].filter { $0 > 0 && $0 < longest }.sorted()
    let breaks = [0] + inner + [longest]
    var total = 0.0
    for (start, end) in zip(breaks, breaks.dropFirst()) where end > start {
      let middle = (start + end) / 2
      let pieces = [(start, 1.0), (middle, 4.0), (end, 1.0)]
      // Only the ends of the density's support jump, and they are ends of pieces.
      total +=
        pieces.reduce(0) { $0 + $1.1 * density($1.0) * distribution(sum - $1.0) }
        * (end - start) / 6
    }
    return total
  }

  private static func integral(
    from start: Double, to end: Double, steps: Int, of function: (Double) -> Double
  ) -> Double {
    let width = (end - start) / Double(2 * steps)
    var total = function(start) + function(end)
    for step in 1..<(2 * steps) {
      total += function(start + Double(step) * width) * (step.isMultiple(of: 2) ? 2 : 4)
    }
    return total * width / 3
  }
}
