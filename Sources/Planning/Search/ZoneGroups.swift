internal import ClusterModel

/// Which zones are alike: placements that only swap alike zones are the same, and one of them is
/// enough.
enum ZoneGroups {
  private struct Likeness: Hashable {
    let capacity: Int?
    let costs: [PlanCost]
    let isWitness: Bool
    let unavailability: Double
  }

  /// The number of each zone's group.
  static func groups(of request: PlanRequest) -> [Int] {
    var numbers: [Likeness: Int] = [:]
    return request.zones.map { zone in
      let likeness = Likeness(
        capacity: zone.capacity,
        costs: [.node, .loadBalancer].map { request.cost(of: $0, in: zone) },
        isWitness: zone.isWitness,
        unavailability: request.assumptions?.failing(of: request.level, zone.name)?.unavailability
          ?? 0)
      let number = numbers[likeness] ?? numbers.count
      numbers[likeness] = number
      return number
    }
  }
}
