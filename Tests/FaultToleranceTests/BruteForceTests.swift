import ClusterModel
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

  /// Failures of two classes at the same time, with one node drained or not.
  @Test func joinedFailures() {
    for round in 0..<(Self.rounds / 4) {
      var random = SeededRandom(seed: UInt64(round))
      let sketch = Sketch(from: &random)
      let assessment = Assessment(sketch.cluster())
      let simulator = Simulator(sketch: sketch)
      let classes = simulator.classes
      let first = classes[random.number(0...(classes.count - 1))]
      let second = classes[random.number(0...(classes.count - 1))]
      guard first.name != second.name else { continue }
      let counts = (random.number(0...2), random.number(0...2))
      let failures = [
        Requirements.Failures(className: first.name, count: counts.0),
        Requirements.Failures(className: second.name, count: counts.1),
      ]
      let sets = simulator.sets(of: first, counts.0).flatMap { left in
        simulator.sets(of: second, counts.1).map { left.failing($0.failed) }
      }
      for (index, service) in Service.allCases.enumerated() {
        let answer = assessment.survives(failures, service: service)
        check(answer, simulator, sets, service: index, "cluster \(round), \(service), \(failures)")
      }
    }
  }

  /// Unknown is right where names are missing; then nothing may be known to stop it.
  private func check(
    _ answer: Assessment.Survival, _ simulator: Simulator, _ sets: [Simulator], service: Int,
    _ place: String
  ) {
    let now = simulator.services[service]
    let stops = sets.contains { $0.services[service] == false }
    switch answer {
    case .survives: #expect(now == true && !stops, "\(place)")
    case .unknown: #expect(now == nil || now == true && !stops, "\(place)")
    case .fails(let witness):
      #expect(now == false || stops, "\(place)")
      var after = simulator
      for name in witness {
        let parts = name.split(separator: ":").map(String.init)
        after.failed[parts[0], default: []].insert(parts[1])
      }
      #expect(after.services[service] == false, "\(place), \(witness)")
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
