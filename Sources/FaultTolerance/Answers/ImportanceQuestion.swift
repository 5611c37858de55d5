internal import Reliability

/// What single events contribute to the unavailability of a service.
struct ImportanceQuestion {
  private let diagram: DecisionDiagram
  private let probabilities: [Double]
  private let unavailability: Double
  /// By event.
  private let birnbaum: [Int: Double]

  init(
    _ diagram: DecisionDiagram, _ probabilities: [Double], _ unavailability: Double,
    nodeBudget: Int
  ) throws(BudgetExceeded) {
    self.diagram = diagram
    self.probabilities = probabilities
    self.unavailability = unavailability
    birnbaum = try diagram.birnbaum(of: probabilities, nodeBudget: nodeBudget)
  }

  func importance(of event: Int, named name: String) -> Availability.Importance {
    let own = probabilities[event]
    let difference = birnbaum[event] ?? 0
    // Down with the event: what is down anyway, and what only the event brings down.
    let failed = unavailability + (1 - own) * difference
    let sound = probability(without: event)
    return Availability.Importance(
      event: name, birnbaum: difference, critical: share(own * difference),
      diagnostic: share(own * failed), riskAchievement: share(failed),
      riskReduction: sound > 0 ? unavailability / sound : nil)
  }

  /// How often it goes down in an hour; `nil` where a time to repair is missing. An event goes down
  /// once in `repairHours / unavailability` hours.
  func frequency(repairHours: (Int) -> Double?) -> Double? {
    var total = 0.0
    for event in diagram.order {
      guard let hours = repairHours(event), hours > 0 else { return nil }
      total += (birnbaum[event] ?? 0) * probabilities[event] / hours
    }
    return total
  }

  /// By `critical` falling, then by name.
  static func precedes(
    _ left: Availability.Importance, _ right: Availability.Importance
  ) -> Bool {
    let (first, second) = (left.critical ?? 0, right.critical ?? 0)
    return first == second ? Element.precedes(left.event, right.event) : first > second
  }

  private func probability(without event: Int) -> Double {
    // A difference loses one digit where it is a tenth of what it is taken from.
    let difference = unavailability - probabilities[event] * (birnbaum[event] ?? 0)
    if difference > 0.1 * unavailability { return difference }
    var changed = probabilities
    changed[event] = 0
    return diagram.probability(of: changed)
  }

  private func share(_ value: Double) -> Double? {
    unavailability > 0 ? value / unavailability : nil
  }
}
