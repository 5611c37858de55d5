/// What some base events can do to a formula.
struct ClassAnswer {
  /// The first in name order among the smallest sets that make it true; `nil` where none does.
  let weakestCut: [Int]?
  /// The most events that may have happened with it still false; `nil` where it is never false.
  let bestCase: Int?
  /// The number of minimal sets, in decimals.
  let cuts: String
}
