internal import ClusterModel
internal import Syntax

/// The exact search for the best placement: members first, then bare control-plane nodes, then
/// balancers, each level over one placement of every set that only swaps alike zones. Costs only grow
/// from level to level, so what costs more than the best found is left out; nothing else is, and the
/// best is proven when the search ends.
struct PlacementSearch {
  /// Bounds of a search that asks about some placements only.
  struct Bounds: Hashable {
    var members: ClosedRange<Int>
    /// `nil`: as the request has it.
    var topology: PlanRequest.Topology?
    /// `nil`: as the request has it.
    var balancers: Int?
  }

  /// Multiplications that take as long as a step does.
  private static let multiplicationsPerStep = 256

  let request: PlanRequest
  let groups: [Int]
  private let test: SurvivalTest
  private let bounds: Bounds
  private let topology: PlanRequest.Topology
  private var table: UnavailabilityTable
  private(set) var best: Candidate?
  /// Whole placements that were judged.
  private(set) var considered = 0
  /// Whether the search went to its end, so that its answer is proven.
  private(set) var isComplete = true
  private let budget: SearchBudget

  init(_ request: PlanRequest, bounds: Bounds? = nil, budget: SearchBudget) {
    self.request = request
    self.budget = budget
    self.bounds = bounds ?? Bounds(members: 1...max(1, request.mostMembers))
    topology = self.bounds.topology ?? request.topology
    groups = ZoneGroups.groups(of: request)
    test = SurvivalTest(request)
    table = UnavailabilityTable(request, groups: groups)
  }

  mutating func run() {
    let none = [ZoneLoad](repeating: ZoneLoad(), count: request.zones.count)
    for members in bounds.members where members % 2 == 1 && isComplete {
      placeMembers(members, zone: 0, none)
    }
  }

  // MARK: Members

  private mutating func placeMembers(_ left: Int, zone: Int, _ loads: [ZoneLoad]) {
    guard step(), !isTooDear(loads) else { return }
    guard zone < loads.count else {
      if left == 0 { placeBareNodes(loads) }
      return
    }
    let room = min(left, request.zones[zone].capacity ?? left)
    for stacked in stride(from: mayStack(zone) ? room : 0, through: 0, by: -1) {
      for alone in stride(from: mayStandAlone(zone) ? room - stacked : 0, through: 0, by: -1) {
        var next = loads
        next[zone].stacked = stacked
        next[zone].alone = alone
        if isInOrder(next, zone, by: [\.stacked, \.alone]) {
          placeMembers(left - stacked - alone, zone: zone + 1, next)
        }
      }
    }
  }

  private func mayStack(_ zone: Int) -> Bool {
    topology != .external && !request.zones[zone].isWitness
  }

  private func mayStandAlone(_ zone: Int) -> Bool {
    topology != .stacked || request.zones[zone].isWitness
  }

  // MARK: Bare control-plane nodes

  private mutating func placeBareNodes(_ loads: [ZoneLoad]) {
    guard survive(loads, [.quorum]) else { return }
    if let limit = request.unavailability?.value, table.lostQuorum(loads) > limit { return }
    let stacked = loads.reduce(0) { $0 + $1.stacked }
    let members = loads.reduce(0) { $0 + $1.members }
    // Beside stacked ones they would need all members' endpoints.
    let isAllowed = stacked == 0 || (topology == .any && request.endpoints == .all)
    let most = isAllowed ? request.mostNodes - members : 0
    guard most >= (stacked == 0 ? 1 : 0), mayReachLimit(loads, most) else { return }
    for count in (stacked == 0 ? 1 : 0)...most where isComplete {
      if isTooDear(loads, further: cheapestNode * count, nodes: count) { break }
      place(count, zone: 0, loads, at: \.bare) { search, loads in search.placeBalancers(loads) }
    }
  }

  /// Whether some number of API servers and balancers could keep the availability: no more of them
  /// than all that are allowed, in every zone, and balancers that never fail.
  private mutating func mayReachLimit(_ loads: [ZoneLoad], _ most: Int) -> Bool {
    guard let limit = request.unavailability?.value else { return true }
    var loads = loads
    for zone in loads.indices where !request.zones[zone].isWitness { loads[zone].bare += most }
    return table.unavailability(loads) <= limit
  }

  private var cheapestNode: PlanCost {
    request.zones.filter { !$0.isWitness }.map { request.cost(of: .node, in: $0) }.min() ?? .zero
  }

  // MARK: Balancers

  private mutating func placeBalancers(_ loads: [ZoneLoad]) {
    guard loads.reduce(0, { $0 + $1.nodes }) <= request.mostNodes,
      survive(loads, [.servers, .schedulers, .managers])
    else { return }
    if let limit = request.unavailability?.value, table.unavailability(loads) > limit { return }
    let limits = request.balancers
    let fewest = bounds.balancers ?? limits.atLeast
    let most = bounds.balancers ?? limits.atMost
    guard fewest <= most else { return }
    let cheapest =
      request.zones.filter { !$0.isWitness }.map { request.cost(of: .loadBalancer, in: $0) }.min()
      ?? .zero
    for count in fewest...most where isComplete {
      if isTooDear(loads, further: cheapest * count) { break }
      place(count, zone: 0, loads, at: \.balancers) { search, loads in search.judge(loads) }
    }
  }

  /// Every way to put so many of one thing into the zones that are no witnesses.
  private mutating func place(
    _ left: Int, zone: Int, _ loads: [ZoneLoad], at kind: WritableKeyPath<ZoneLoad, Int>,
    then next: (inout PlacementSearch, [ZoneLoad]) -> Void
  ) {
    guard step(), !isTooDear(loads) else { return }
    guard zone < loads.count else {
      if left == 0 { next(&self, loads) }
      return
    }
    for count in stride(from: min(left, room(kind, zone, loads)), through: 0, by: -1) {
      var further = loads
      further[zone][keyPath: kind] = count
      if isInOrder(further, zone, by: [\.stacked, \.alone, \.bare, \.balancers]) {
        place(left - count, zone: zone + 1, further, at: kind, then: next)
      }
    }
  }

  private func room(
    _ kind: WritableKeyPath<ZoneLoad, Int>, _ zone: Int, _ loads: [ZoneLoad]
  ) -> Int {
    guard !request.zones[zone].isWitness else { return 0 }
    if kind == \.balancers { return request.balancers.perZone }
    return (request.zones[zone].capacity ?? request.mostNodes) - loads[zone].nodes
  }

  private mutating func judge(_ loads: [ZoneLoad]) {
    considered += 1
    guard survive(loads, [.balancers]) else { return }
    let unavailability = request.assumptions == nil ? 0 : table.unavailability(loads)
    if let limit = request.unavailability?.value, unavailability > limit { return }
    let placement = Placement(zones: sorted(loads))
    let candidate = Candidate(
      placement: placement, cost: placement.cost(in: request), unavailability: unavailability)
    if best.map(candidate.isBetter) ?? true { best = candidate }
  }

  /// Counts a step; false when the search is to end.
  private mutating func step() -> Bool {
    guard isComplete else { return false }
    let work = 1 + table.takeWork() / Self.multiplicationsPerStep
    isComplete = budget.take(work, considered: considered, best: best)
    return isComplete
  }

  // MARK: Bounds and symmetry

  private func survive(_ loads: [ZoneLoad], _ needs: Set<SurvivalTest.Need>) -> Bool {
    request.survive.allSatisfy { test.survives($0, loads, needs: needs) }
  }

  /// Whether it costs more than the best, or as much with more machines.
  private func isTooDear(
    _ loads: [ZoneLoad], further: PlanCost = .zero, nodes: Int = 0
  ) -> Bool {
    guard let best else { return false }
    let placement = Placement(zones: loads)
    let cost = placement.cost(in: request) + further
    return cost > best.cost
      || (cost == best.cost && placement.nodes + nodes > best.placement.nodes)
  }

  /// Whether a zone holds no more than the one before of its group, which is enough: the others are
  /// the same with zones swapped.
  private func isInOrder(_ loads: [ZoneLoad], _ zone: Int, by kinds: [KeyPath<ZoneLoad, Int>])
    -> Bool
  {
    guard let before = groups[..<zone].lastIndex(of: groups[zone]) else { return true }
    for kind in kinds where loads[before][keyPath: kind] != loads[zone][keyPath: kind] {
      return loads[before][keyPath: kind] > loads[zone][keyPath: kind]
    }
    return true
  }

  /// The same placement with more in earlier zones, among those that are alike.
  private func sorted(_ loads: [ZoneLoad]) -> [ZoneLoad] {
    var result = loads
    for group in Set(groups) {
      let zones = groups.indices.filter { groups[$0] == group }
      let ranked = zones.map { loads[$0] }.sorted { left, right in
        (left.controlPlane, left.members, left.balancers)
          > (right.controlPlane, right.members, right.balancers)
      }
      for (zone, load) in zip(zones, ranked) { result[zone] = load }
    }
    return result
  }
}
