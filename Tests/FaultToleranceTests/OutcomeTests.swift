import Foundation
import Testing

@testable import FaultTolerance

/// What works after failures, and on the sides of partitions, against the simulator.
@Suite struct OutcomeTests {
  static let rounds =
    ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] == nil ? 600 : 6_000

  /// A cluster drawn at random, assessed and simulated.
  struct Case {
    let sketch: Sketch
    let assessment: Assessment
    var random: SeededRandom

    init(_ round: Int) {
      random = SeededRandom(seed: UInt64(round + 50_000))
      sketch = Sketch(from: &random)
      assessment = Assessment(cluster(sketch.spec))
    }

    /// One to four things of any class.
    mutating func failures() -> [String: Set<String>] {
      let classes = Simulator(sketch: sketch).classes
      var failed: [String: Set<String>] = [:]
      for _ in 0..<random.number(1...4) {
        let elements = classes[random.number(0...(classes.count - 1))]
        let name = elements.elements[random.number(0...(elements.elements.count - 1))]
        failed[elements.name, default: []].insert(name)
      }
      return failed
    }
  }

  static func labels(_ failed: [String: Set<String>]) -> [String] {
    failed.flatMap { className, names in names.map { "\(className):\($0)" } }.sorted()
  }

  static func words(_ answers: [Bool?]) -> [String] {
    answers.map { $0.map { $0 ? "works" : "down" } ?? "unknown" }
  }

  @Test func afterFailures() {
    var down = 0
    for round in 0..<Self.rounds {
      var it = Case(round)
      let failed = it.failures()
      let outcomes = it.assessment.outcomes(afterFailing: Self.labels(failed))
      let after = Simulator(sketch: it.sketch, failed: failed)
      let place = "cluster \(round) after \(Self.labels(failed))"
      #expect(outcomes.map(\.service) == Service.allCases)
      #expect(outcomes.map(\.status.name) == Self.words(after.services), "\(place)")
      for outcome in outcomes { check(outcome, after, "\(place), \(outcome)") }
      down += outcomes.count { $0.status == .down }
    }
    #expect(down > Self.rounds && down < 5 * Self.rounds)
  }

  /// What a witness says is so.
  private func check(_ outcome: Outcome, _ after: Simulator, _ place: String) {
    guard outcome.status != .unknown(outcome.why) else { return }
    #expect(!outcome.why.isEmpty && !outcome.why.hasSuffix("."), "\(place)")
    if let match = outcome.why.firstMatch(of: /(\d+) of (\d+) voters up/) {
      let voters = after.sketch.members.filter { !$0.isLearner }
      #expect(Int(match.1) == voters.count { after.isUp($0) }, "\(place)")
      #expect(Int(match.2) == voters.count, "\(place)")
    }
    if let match = outcome.why.firstMatch(of: /; (m\d) serves(?: through (lb-\d))?$/) {
      let server = after.sketch.machines.firstIndex { $0.name == match.1 }
      #expect(server.map { after.serves($0) } == true, "\(place)")
      if let name = match.2, let balancer = after.sketch.balancers.first(where: { $0.name == name })
      {
        #expect(after.isUp(balancer), "\(place)")
        #expect(balancer.backends.map { $0.contains(server ?? -2) } ?? true, "\(place)")
      }
    }
    if let match = outcome.why.firstMatch(of: /(m\d) lists no etcd voter that is up/) {
      let server = after.sketch.machines.firstIndex { $0.name == match.1 } ?? 0
      #expect(!after.serves(server) && after.isUp(machine: server), "\(place)")
    }
  }

  /// Zones and nodes spread over two or three sides at random.
  @Test func onTheSidesOfPartitions() {
    var (split, shared) = (0, 0)
    for round in 0..<Self.rounds {
      var it = Case(round)
      let simulator = Simulator(sketch: it.sketch)
      let kind = it.random.chance(0.6) ? "zone" : "node"
      guard let names = simulator.classes.first(where: { $0.name == kind })?.elements else {
        continue
      }
      var sides = [[String]](repeating: [], count: it.random.number(2...3))
      for name in names where it.random.chance(0.9) {
        sides[it.random.number(0...(sides.count - 1))].append(name)
      }
      let labels = sides.map { $0.map { "\(kind):\($0)" } }
      let found = it.assessment.sides(of: labels, afterFailing: [])
      var haveQuorum = 0
      for (index, outcomes) in found.enumerated() {
        let others = Set(sides.indices.filter { $0 != index }.flatMap { sides[$0] })
        let after = simulator.failing([kind: others])
        #expect(outcomes.map(\.status.name) == Self.words(after.services), "cluster \(round)")
        haveQuorum += after.hasQuorum(it.sketch.members) ? 1 : 0
      }
      let both = it.assessment.votersOnSeveralSides(of: labels, afterFailing: [])
      if both.isEmpty { #expect(haveQuorum <= 1, "cluster \(round)") }
      split += both.isEmpty ? 1 : 0
      shared += both.isEmpty ? 0 : 1
    }
    #expect(split > 50 && shared > 50)
  }
}
