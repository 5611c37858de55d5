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
    return points.reduce(0.0) { total, point in
      total + point.weight * (0..<standbys).reduce(1.0) { power, _ in power * point.beyond }
    }
  }

  /// Where the chance of a longer delay is looked at, and what each point weighs in its integral by
  /// Simpson's rule. The curve is smooth between the breaks.
  private static let points: [(beyond: Double, weight: Double)] = {
    let steps = 128
    let breaks = [0, 1, 2, longest, 1 + longest, 2 * longest]
    return zip(breaks, breaks.dropFirst()).flatMap { start, end in
      let width = (end - start) / Double(steps)
      return (0...steps).map { step in
        let share = step == 0 || step == steps ? 1.0 : step.isMultiple(of: 2) ? 2 : 4
        let delay = start + Double(step) * width
        return (max(0, 1 - distributionOfSum(delay)), share * width / 3)
      }
    }
  }()

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
}
