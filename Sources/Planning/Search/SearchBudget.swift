/// How much a search may do before it gives up: no clock, so that the same request has the same answer
/// everywhere.
package struct SearchLimit: Sendable, Hashable {
  /// Placements, and parts of them, that are looked at; an unavailability counts by the numbers
  /// multiplied for it. The standard one takes some ten seconds at most.
  package var steps: Int

  package init(steps: Int) { self.steps = steps }

  /// What nothing else is said for.
  package static let standard = SearchLimit(steps: 20_000_000)
}

/// Steps that several searches share.
final class SearchBudget {
  private(set) var left: Int
  let all: Int
  /// Whose steps these are.
  private let whole: SearchBudget?
  private let progress: ((PlanProgress) -> Void)?
  private var untilReport = reportEvery

  /// A progress is told each time that so many steps were made: many times a second.
  private static let reportEvery = 1 << 14

  init(_ limit: SearchLimit, progress: ((PlanProgress) -> Void)? = nil) {
    left = limit.steps
    all = limit.steps
    whole = nil
    self.progress = progress
  }

  private init(_ steps: Int, of whole: SearchBudget) {
    left = steps
    all = steps
    self.whole = whole
    progress = nil
  }

  /// At most so many of what is left, and one at least: what it takes is taken here too.
  func part(of steps: Int) -> SearchBudget { SearchBudget(max(1, min(steps, left)), of: self) }

  /// Takes steps; false where there are none left.
  func take(_ steps: Int, considered: Int, best: Candidate?) -> Bool {
    left -= steps
    _ = whole?.take(steps, considered: considered, best: best)
    untilReport -= steps
    if untilReport <= 0, let progress {
      untilReport = Self.reportEvery
      progress(
        PlanProgress(
          considered: considered, best: best?.cost,
          spent: Double(all - max(0, left)) / Double(max(1, all))))
    }
    return left > 0
  }
}
