internal import Reliability

/// How a formula takes the failures of some base events, all others staying up.
struct ClassQuestion {
  let formula: Formula
  /// In name order.
  let events: [Int]

  init(_ formula: Formula, _ events: [Int]) {
    self.formula = formula
    self.events = events
  }
}
