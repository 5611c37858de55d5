package import ClusterModel

/// What else there was: the best placements of other sizes and topologies, and what each requirement
/// costs. Every line is a search of its own.
package struct PlanComparison: Sendable {
  /// The best placement with a given number of members and topology.
  package struct Alternative: Sendable {
    package let members: Int
    package let topology: PlanRequest.Topology
    /// `nil`: none keeps the request.
    package let candidate: Candidate?
  }

  /// One requirement, and the cheapest placement without it.
  package struct Price: Sendable {
    package let requirement: String
    package let without: Candidate
  }

  /// Better ones first, then those that keep too little, by members; without the best itself.
  package let alternatives: [Alternative]
  package let prices: [Price]

  /// Sizes up to this are compared: seven is what etcd's pages call enough.
  private static let mostMembers = 7

  package init(_ plan: Plan) {
    guard let best = plan.best else {
      alternatives = []
      prices = []
      return
    }
    alternatives = Self.alternatives(to: best, plan.request)
    prices = Self.prices(plan.request)
  }

  private static func alternatives(
    to best: Candidate, _ request: PlanRequest
  ) -> [Alternative] {
    let topologies: [PlanRequest.Topology] =
      request.topology == .any ? [.stacked, .external] : [request.topology]
    var found: [Alternative] = []
    for members in stride(from: 1, through: min(mostMembers, request.mostMembers), by: 2) {
      for topology in topologies {
        var search = PlacementSearch(
          request, bounds: .init(members: members...members, topology: topology))
        search.run()
        guard search.best?.placement != best.placement else { continue }
        found.append(Alternative(members: members, topology: topology, candidate: search.best))
      }
    }
    return found.sorted { left, right in
      switch (left.candidate, right.candidate) {
      case (let one?, let two?): one.isBetter(than: two)
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): left.members < right.members
      }
    }
  }

  private static func prices(_ request: PlanRequest) -> [Price] {
    var prices: [Price] = []
    for index in request.survive.indices {
      var relaxed = request
      let entry = relaxed.survive.remove(at: index)
      if let without = best(relaxed) {
        prices.append(Price(requirement: entry.failures.described, without: without))
      }
    }
    guard request.unavailability != nil else { return prices }
    var relaxed = request
    relaxed.unavailability = nil
    if let without = best(relaxed) {
      prices.append(Price(requirement: "the availability", without: without))
    }
    return prices
  }

  private static func best(_ request: PlanRequest) -> Candidate? {
    var search = PlacementSearch(request)
    search.run()
    return search.best
  }
}
