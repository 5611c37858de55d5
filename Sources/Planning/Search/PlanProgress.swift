package import ClusterModel

/// How far a search has come.
package struct PlanProgress: Sendable {
  /// Whole placements that were judged.
  package let considered: Int
  /// The cost of the best so far.
  package let best: PlanCost?
  /// How much of what the search may do is done, from 0 to 1: it may end at any time before.
  package let spent: Double
}
