internal import ClusterModel

/// What every placement that keeps a request costs at least, where the best could not be proven.
enum CostBound {
  /// The best without the availability, which is the requirement that makes searches long; where that
  /// takes too long as well, the fewest members and balancers at the lowest price.
  static func least(_ request: PlanRequest, _ limit: SearchLimit) -> PlanCost {
    var relaxed = request
    relaxed.unavailability = nil
    relaxed.assumptions = nil
    if request.assumptions != nil || request.unavailability != nil {
      var search = PlacementSearch(relaxed, budget: SearchBudget(limit))
      search.run()
      if search.isComplete, let best = search.best { return best.cost }
    }
    return simple(request)
  }

  /// Members alone, in one zone of their own each: what survives so many failures needs twice as many
  /// members and one.
  private static func simple(_ request: PlanRequest) -> PlanCost {
    func cheapest(_ failureClass: FailureClass) -> PlanCost {
      request.zones.map { request.cost(of: failureClass, in: $0) }.min() ?? .zero
    }
    let lost = request.survive.map { entry in
      entry.failures.reduce(0) { sum, failure in
        let isDomain = FailureClass(rawValue: failure.className) == nil
        let takesMember =
          [FailureClass.node, .machine, .etcdMember].map(\.rawValue).contains(failure.className)
        return sum + (isDomain || takesMember ? failure.count : 0)
      }
    }
    let members = 2 * (lost.max() ?? 0) + 1
    return cheapest(.node) * members + cheapest(.loadBalancer) * request.balancers.atLeast
  }
}
