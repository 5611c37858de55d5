package import ClusterModel

/// The best topology for a request, or why there is none.
package struct Plan: Sendable {
  package let request: PlanRequest
  /// `nil`: no placement keeps the request.
  package let best: Candidate?
  /// Whether the answer is proven: the search went to its end.
  package let isProven: Bool
  /// How many whole placements were judged.
  package let considered: Int
  /// Where there is none: the requirement that binds and the least change that would help.
  package let reason: String?

  /// Searches; some seconds at most, for requests of the greatest size.
  package init(_ request: PlanRequest) {
    var search = PlacementSearch(request)
    search.run()
    self.request = request
    best = search.best
    isProven = search.isComplete
    considered = search.considered
    reason = search.best == nil ? Infeasibility(request, isProven: search.isComplete).reason : nil
  }
}
