import Foundation
import Testing

@testable import FaultTolerance

/// Random small clusters: every figure against trying every set of failures.
@Suite struct BruteForceTests {
  /// Ten times as many where HAPLAN_LONG_TESTS is set.
  static let rounds =
    ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] == nil ? 1_000 : 10_000

  @Test(arguments: 0..<4) func everyFigure(of quarter: Int) {
    for round in stride(from: quarter, to: Self.rounds, by: 4) {
      var random = SeededRandom(seed: UInt64(round))
      let sketch = Sketch(from: &random)
      let assessment = Assessment(sketch.cluster())
      let classes = Simulator(sketch: sketch).classes
      #expect(assessment.classes == classes.map(\.name), "cluster \(round)")
      var singlePoints = [[String]](repeating: [], count: Service.allCases.count)
      for (name, elements) in classes {
        let force = BruteForce(sketch, className: name, elements: elements)
        for (index, service) in Service.allCases.enumerated() {
          compare(assessment, service, force, index, "cluster \(round), \(service), \(name)")
          singlePoints[index] += force.singlePoints(of: index)
        }
      }
      for (index, service) in Service.allCases.enumerated() {
        let found = assessment.singlePointsOfFailure(of: service)
        let works = assessment.status(of: service) == .works
        #expect(found == (works ? singlePoints[index] : nil), "cluster \(round), \(service)")
      }
    }
  }

  private func compare(
    _ assessment: Assessment, _ service: Service, _ force: BruteForce, _ index: Int, _ place: String
  ) {
    let status = force.status(of: index).map { $0 ? "works" : "down" } ?? "unknown"
    #expect(assessment.status(of: service).name == status, "\(place)")
    let row = assessment.tolerance(of: service, against: force.className)
    #expect(row?.total == force.elements.count, "\(place)")
    let figures = row?.figures.map {
      BruteForce.Figures(
        guaranteed: $0.guaranteed, bestCase: $0.bestCase, weakestCut: $0.weakestCut,
        cuts: Int($0.cuts) ?? -1)
    }
    #expect(figures == force.figures(of: index), "\(place)")
  }
}
