internal import Reliability

/// What single events contribute to the unavailability of a service.
struct ImportanceQuestion {
  private let diagram: DecisionDiagram
  private let probabilities: [Double]
  private let unavailability: Double
  /// By event.
  private var birnbaum: [Int: Double] = [:]

  init(_ diagram: DecisionDiagram, _ probabilities: [Double], _ unavailability: Double) {
    self.diagram = diagram
    self.probabilities = probabilities
    self.unavailability = unavailability
  }

  mutating func importance(of event: Int, named name: String) -> Availability.Importance {
    let failed = probability(with: event, 1)
    let sound = probability(with: event, 0)
    let difference = max(0, failed - sound)
    birnbaum[event] = difference
    let own = probabilities[event]
    return Availability.Importance(
      event: name, birnbaum: difference, critical: share(own * difference),
      diagnostic: share(own * failed), riskAchievement: share(failed),
      riskReduction: sound > 0 ? unavailability / sound : nil)
  }

  /// How often it goes down in an hour, of what `importance` was asked; `nil` where a time to
  /// repair is missing. An event goes down once in `repairHours / unavailability` hours.
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

  private func probability(with event: Int, _ value: Double) -> Double {
    var changed = probabilities
    changed[event] = value
    return diagram.probability(of: changed)
  }

  private func share(_ value: Double) -> Double? {
    unavailability > 0 ? value / unavailability : nil
  }
}
