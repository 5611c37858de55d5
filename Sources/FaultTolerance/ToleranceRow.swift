/// What a service survives of failures of one class.
package struct ToleranceRow: Sendable, Hashable {
  /// Exact figures; a status of works goes with them.
  package struct Figures: Sendable, Hashable {
    /// The greatest k such that the service survives every set of k failures.
    package let guaranteed: Int
    /// The greatest k such that the service survives some set of k failures.
    package let bestCase: Int
    /// The first in name order among the smallest sets that stop the service, each as `class:name`;
    /// `nil`: nothing of the class can stop it.
    package let weakestCut: [String]?
    /// The number of minimal cut sets inside the class, in decimals: exact at any size.
    package let cuts: String

    package init(guaranteed: Int, bestCase: Int, weakestCut: [String]?, cuts: String) {
      self.guaranteed = guaranteed
      self.bestCase = bestCase
      self.weakestCut = weakestCut
      self.cuts = cuts
    }
  }

  /// `node`, `etcd-member`, …, or a level of failure domains.
  package let className: String
  /// How many elements the class has.
  package let total: Int
  /// `nil` where the service's status is down or unknown, or the figures are beyond the budget.
  package let figures: Figures?
  /// Why `figures` is nil for this class alone; `nil` where the service's status says it.
  package let reason: String?
  /// What has no name at this level could lower the figures.
  package let isUpperBound: Bool

  package init(
    className: String, total: Int, figures: Figures?, reason: String? = nil, isUpperBound: Bool
  ) {
    self.className = className
    self.total = total
    self.figures = figures
    self.reason = reason
    self.isUpperBound = isUpperBound
  }
}
