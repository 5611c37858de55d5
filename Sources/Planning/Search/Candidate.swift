package import ClusterModel

/// A placement that keeps a request, and what it is judged by.
package struct Candidate: Sendable, Hashable {
  package let placement: Placement
  package let cost: PlanCost
  /// Of `api-write`, a fraction of time; 0 where nothing is assumed.
  package let unavailability: Double

  /// Unavailabilities closer than this, relatively, are equal: they are summed in another order.
  private static let sameUnavailability = 1e-12

  /// Whether it is the better one: by cost, machines, unavailability, then by the place of things.
  func isBetter(than other: Candidate) -> Bool {
    if cost != other.cost { return cost < other.cost }
    if placement.nodes != other.placement.nodes { return placement.nodes < other.placement.nodes }
    let most = max(unavailability, other.unavailability)
    if abs(unavailability - other.unavailability) > most * Self.sameUnavailability {
      return unavailability < other.unavailability
    }
    return placement.precedes(other.placement)
  }
}
