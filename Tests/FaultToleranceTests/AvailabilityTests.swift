import Foundation
import Testing

@testable import FaultTolerance

/// Random clusters with random assumptions: everything that is said of availability, against all
/// sets of what can fail.
@Suite struct AvailabilityTests {
  /// All of them where HAPLAN_LONG_TESTS is set, else a tenth.
  static let rounds =
    ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] == nil ? 220 : 2_200

  @Test(arguments: 0..<4) func everyField(of quarter: Int) throws {
    var known = 0
    for round in stride(from: quarter, to: Self.rounds, by: 4) {
      var random = SeededRandom(seed: UInt64(round + 900_000))
      let sketch = Sketch(from: &random)
      let assumed = Assumed(of: sketch, &random)
      let truth = WeighedSets(sketch, assumed)
      let assessment = Assessment(cluster(sketch.spec + "\n" + assumed.spec))
      for (index, service) in Service.allCases.enumerated() {
        let place = "cluster \(round), \(service)"
        let found = assessment.availability(of: service)
        #expect((found != nil) == truth.isKnown(index), "\(place)")
        guard let found else { continue }
        #expect(assessment.unavailability(of: service) == found.unavailability)
        compare(found, truth.figures(of: index), place)
        known += 1
      }
    }
    #expect(known > Self.rounds / 2)
  }

  private func compare(_ found: Availability, _ truth: WeighedSets.Figures, _ place: String) {
    #expect(isClose(found.unavailability, truth.unavailability), "\(place)")
    let minutes = truth.unavailability * 365.25 * 24 * 60
    #expect(isClose(found.downtimeMinutesPerYear, minutes), "\(place)")
    #expect(found.cutSets == String(truth.cuts.count), "\(place)")
    let bySize = Dictionary(grouping: truth.cuts, by: \.count).mapValues { String($0.count) }
    #expect(found.cutSetsByOrder == bySize, "\(place)")
    #expect(found.smallestCutSets == Array(truth.cuts.prefix(20)), "\(place)")
    #expect(isClose(found.frequencyPerHour, truth.frequency), "\(place)")
    let (up, down) = (1 - truth.unavailability, truth.unavailability)
    let isMoving = truth.frequency.map { $0 > 0 } ?? false
    #expect(
      isClose(found.meanHoursBetweenFailures, isMoving ? truth.frequency.map { up / $0 } : nil),
      "\(place)")
    #expect(
      isClose(found.meanHoursDown, isMoving ? truth.frequency.map { down / $0 } : nil), "\(place)")
    #expect(found.importance.map(\.event).sorted() == truth.importance.keys.sorted(), "\(place)")
    for event in found.importance {
      guard let known = truth.importance[event.event] else { continue }
      let values: [(Double?, Double?)] = [
        (event.birnbaum, known.birnbaum), (event.critical, known.critical),
        (event.diagnostic, known.diagnostic), (event.riskAchievement, known.riskAchievement),
        (event.riskReduction, known.riskReduction),
      ]
      for (value, expected) in values {
        #expect(isClose(value, expected), "\(place), \(event), \(known)")
      }
    }
    let order = found.importance.map { ($0.critical ?? 0, $0.event) }
    for (left, right) in zip(order, order.dropFirst()) {
      #expect(left.0 > right.0 || left.0 == right.0 && left.1 < right.1, "\(place)")
    }
  }

  private func isClose(_ found: Double?, _ expected: Double?) -> Bool {
    guard let found, let expected else { return found == nil && expected == nil }
    return abs(found - expected) <= 1e-12 * abs(expected)
  }
}
