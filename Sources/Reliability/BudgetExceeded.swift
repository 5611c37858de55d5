/// A diagram outgrew the number of nodes that it was allowed, or has more variables than are taken.
/// The question stays open: what was built so far bounds nothing, so the caller reports "unknown"
/// and never an estimate.
package struct BudgetExceeded: Error, Equatable, Sendable {
  /// The number of nodes that was allowed.
  package let nodeBudget: Int

  /// Enough for some hundreds of elements whose order follows their failure domains: ten zones of
  /// ten machines with three events each need 13,000. Running into it takes about a second and a
  /// hundred megabytes.
  package static let standardNodeBudget = 1_000_000

  /// The most events that a formula may have as variables. Operations on diagrams recur once for
  /// each, and this keeps them far from the end of a thread's stack.
  package static let mostVariables = 2_000

  /// More than `nodeBudget` nodes, or more variables than `mostVariables`.
  package init(nodeBudget: Int) {
    self.nodeBudget = nodeBudget
  }
}
