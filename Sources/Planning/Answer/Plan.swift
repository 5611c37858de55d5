package import ClusterModel

/// The best topology for a request, or why there is none.
package struct Plan: Sendable {
  package let request: PlanRequest
  /// `nil`: no placement keeps the request, or none was found.
  package let best: Candidate?
  /// Whether the answer is proven: the search went to its end.
  package let isProven: Bool
  /// How many whole placements were judged.
  package let considered: Int
  /// Where there is none: the requirement that binds and the least change that would help.
  package let reason: String?
  /// What the search was allowed to do.
  package let limit: SearchLimit
  /// What every placement that keeps the request costs at least; told where the best is not proven.
  package let leastCost: PlanCost?

  /// Searches until the answer is proven or the limit is reached.
  package init(
    _ request: PlanRequest, limit: SearchLimit = .standard,
    progress: ((PlanProgress) -> Void)? = nil
  ) {
    var search = PlacementSearch(request, budget: SearchBudget(limit, progress: progress))
    search.run()
    self.request = request
    self.limit = limit
    best = search.best
    isProven = search.isComplete
    considered = search.considered
    reason =
      search.best == nil
      ? Infeasibility(request, isProven: search.isComplete, limit, progress: progress).reason : nil
    leastCost = search.isComplete || search.best == nil ? nil : CostBound.least(request, limit)
  }
}
