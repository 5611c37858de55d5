/// A diagram outgrew the number of nodes that it was allowed. The question stays open: what was
/// built so far bounds nothing, so the caller reports "unknown" and never an estimate.
package struct BudgetExceeded: Error, Equatable, Sendable {
  /// The limit that was hit.
  package let nodeBudget: Int

  /// Enough for every topology of some hundreds of elements whose order follows its failure
  /// domains, and about a hundred megabytes at worst.
  package static let standardNodeBudget = 1_000_000
}
