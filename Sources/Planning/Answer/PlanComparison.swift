package import ClusterModel

/// What else there was: the best placements of other sizes, topologies and numbers of balancers, and
/// what each requirement costs. Every line is a search of its own; all share one limit.
package struct PlanComparison: Sendable {
  /// What makes a placement another one.
  package enum Kind: Sendable, Hashable {
    /// So many members, of this topology.
    case members(Int, PlanRequest.Topology)
    /// So many balancers.
    case balancers(Int)
  }

  /// The best placement of a kind.
  package struct Alternative: Sendable {
    package let kind: Kind
    /// `nil`: none keeps the request.
    package let candidate: Candidate?
    /// Where there is none, why.
    package let shortfall: Shortfall?
  }

  /// Why nothing of a kind keeps the request.
  package enum Shortfall: Sendable, Hashable {
    /// There is no room for it within the limits.
    case room
    /// Nothing of the kind survives this, whatever else is asked for.
    case survive(String)
    /// Nothing of the kind is up so much of the time.
    case availability
    /// Each requirement can be kept, but not all at once.
    case together
    /// The limit was reached first.
    case unsettled
  }

  /// One requirement, and the cheapest placement without it.
  package struct Price: Sendable {
    package let requirement: String
    package let without: Candidate
  }

  /// Better ones first, then those that keep too little; without the best itself.
  package private(set) var alternatives: [Alternative] = []
  package private(set) var prices: [Price] = []

  /// Sizes up to this are compared: seven is what etcd's pages call enough.
  private static let mostMembers = 7
  /// A line takes this share of the limit at most, so that one cannot starve the others.
  private static let searches = 10

  package init(_ plan: Plan, progress: ((PlanProgress) -> Void)? = nil) {
    guard let best = plan.best else { return }
    let budget = SearchBudget(
      SearchLimit(steps: max(1, plan.limit.steps / 2)), progress: progress)
    prices = Self.prices(plan.request, budget)
    alternatives = Self.alternatives(to: best, plan.request, budget)
  }

  private static func alternatives(
    to best: Candidate, _ request: PlanRequest, _ budget: SearchBudget
  ) -> [Alternative] {
    let found = kinds(besides: best, request).compactMap { kind -> Alternative? in
      let (candidate, isProven) = search(request, kind, budget)
      guard candidate?.placement != best.placement else { return nil }
      if candidate != nil { return Alternative(kind: kind, candidate: candidate, shortfall: nil) }
      return Alternative(
        kind: kind, candidate: nil,
        shortfall: isProven ? shortfall(request, kind, budget) : .unsettled)
    }
    let kept = found.filter { $0.candidate != nil }.sorted { left, right in
      guard let one = left.candidate, let two = right.candidate else { return false }
      return one.isBetter(than: two)
    }
    return kept + found.filter { $0.candidate == nil }
  }

  private static func kinds(besides best: Candidate, _ request: PlanRequest) -> [Kind] {
    let topologies: [PlanRequest.Topology] =
      request.topology == .any ? [.stacked, .external] : [request.topology]
    let sizes = stride(from: 1, through: min(mostMembers, request.mostMembers), by: 2)
    let balancers = [best.placement.balancers - 1, best.placement.balancers + 1].filter {
      $0 >= request.balancers.atLeast && $0 <= request.balancers.atMost
    }
    return sizes.flatMap { size in topologies.map { Kind.members(size, $0) } }
      + balancers.map { Kind.balancers($0) }
  }

  private static func search(
    _ request: PlanRequest, _ kind: Kind, _ budget: SearchBudget
  ) -> (best: Candidate?, isProven: Bool) {
    var bounds = PlacementSearch.Bounds(members: 1...max(1, request.mostMembers))
    switch kind {
    case .members(let count, let topology):
      bounds.members = count...count
      bounds.topology = topology
    case .balancers(let count): bounds.balancers = count
    }
    var search = PlacementSearch(
      request, bounds: bounds, budget: budget.part(of: budget.all / Self.searches))
    search.run()
    return (search.best, search.isComplete)
  }

  /// The first requirement that nothing of the kind keeps, asked for alone.
  private static func shortfall(
    _ request: PlanRequest, _ kind: Kind, _ budget: SearchBudget
  ) -> Shortfall {
    var bare = request
    bare.survive = []
    bare.unavailability = nil
    let (found, isProven) = search(bare, kind, budget)
    if found == nil { return isProven ? .room : .unsettled }
    for entry in request.survive {
      var alone = bare
      alone.survive = [entry]
      let (found, isProven) = search(alone, kind, budget)
      if found == nil { return isProven ? .survive(entry.failures.described) : .unsettled }
    }
    if request.unavailability != nil {
      var alone = request
      alone.survive = []
      let (found, isProven) = search(alone, kind, budget)
      if found == nil { return isProven ? .availability : .unsettled }
    }
    return .together
  }

  private static func prices(_ request: PlanRequest, _ budget: SearchBudget) -> [Price] {
    var prices: [Price] = []
    func add(_ requirement: String, without relaxed: PlanRequest) {
      var search = PlacementSearch(relaxed, budget: budget.part(of: budget.all / Self.searches))
      search.run()
      if search.isComplete, let best = search.best {
        prices.append(Price(requirement: requirement, without: best))
      }
    }
    for index in request.survive.indices {
      var relaxed = request
      let entry = relaxed.survive.remove(at: index)
      add(entry.failures.described, without: relaxed)
    }
    if request.unavailability != nil, request.assumptions != nil {
      var relaxed = request
      relaxed.unavailability = nil
      add("the availability", without: relaxed)
    }
    return prices
  }
}
