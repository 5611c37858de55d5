/// A diagram outgrew the number of nodes that it was allowed. The question stays open: what was
/// built so far bounds nothing, so the caller reports "unknown" and never an estimate.
package struct BudgetExceeded: Error, Equatable, Sendable {
  /// The limit that was hit.
  package let nodeBudget: Int

  /// Enough for some hundreds of elements whose order follows their failure domains: ten zones of
  /// ten machines with three events each need 13,000. Running into it takes about a second and a
  /// hundred megabytes.
  package static let standardNodeBudget = 1_000_000

  package init(nodeBudget: Int) {
    self.nodeBudget = nodeBudget
  }
}
