import ClusterModel
import Testing

@testable import FaultTolerance

/// Rows that are upper bounds, against every way in which missing zone names could be filled in.
@Suite struct MissingNamesTests {
  @Test func aRowIsAnUpperBoundWhereAPlacementLowersIt() {
    var (bounds, others) = (0, 0)
    for round in 0..<300 {
      var random = SeededRandom(seed: UInt64(round))
      let sketch = Sketch(from: &random)
      let gaps = sketch.withoutZone
      guard let zones = Simulator(sketch: sketch).classes.first(where: { $0.name == "zone" }),
        (1...3).contains(gaps.count), sketch.overrides.isEmpty
      else { continue }
      let assessment = Assessment(cluster(sketch.spec))
      let stated = BruteForce(sketch, className: "zone", elements: zones.elements)
      let placed = sketch.placing(gaps, into: zones.elements).map {
        BruteForce($0, className: "zone", elements: zones.elements)
      }
      for (index, service) in Service.allCases.enumerated() {
        guard let figures = stated.figures(of: index) else { continue }
        let row = assessment.tolerance(of: service, against: "zone")
        let least = placed.compactMap { $0.figures(of: index) }
        let lowersGuarantee = least.contains { $0.guaranteed < figures.guaranteed }
        let lowersBest = least.contains { $0.bestCase < figures.bestCase }
        if lowersGuarantee || lowersBest {
          #expect(row?.isUpperBound == true, "cluster \(round), \(service)")
          bounds += 1
        } else {
          others += 1
        }
        let survives = assessment.survives(
          [.init(className: "zone", count: 1)], service: service)
        let some = least.contains { $0.guaranteed == 0 }
        switch survives {
        case .survives: #expect(!some, "cluster \(round), \(service)")
        case .unknown: #expect(some && figures.guaranteed > 0, "cluster \(round), \(service)")
        case .fails: #expect(figures.guaranteed == 0, "cluster \(round), \(service)")
        }
        if row?.isUpperBound == false { #expect(!lowersGuarantee, "cluster \(round), \(service)") }
      }
    }
    #expect(bounds > 50 && others > 50)
  }
}

extension Sketch {
  /// A thing whose zone is not said.
  enum Gap {
    case machine(Int)
    case member(Int)
    case balancer(Int)
  }

  var withoutZone: [Gap] {
    func lacks(_ places: [Place]) -> Bool { !places.contains { $0.level == "zone" } }
    let machines = (0..<masters).filter { lacks(self.machines[$0].places) }.map(Gap.machine)
    let members = self.members.indices.filter {
      self.members[$0].machine >= masters && lacks(self.members[$0].places)
    }
    let balancers = self.balancers.indices.filter {
      let balancer = self.balancers[$0]
      return balancer.kind == "haproxy" && balancer.machine == nil && lacks(balancer.places)
    }
    return machines + members.map(Gap.member) + balancers.map(Gap.balancer)
  }

  /// Every way to put each of these into one of the zones.
  func placing(_ gaps: [Gap], into zones: [String]) -> [Sketch] {
    guard let gap = gaps.first else { return [self] }
    return zones.flatMap { zone in
      var sketch = self
      let place = Place(level: "zone", names: [zone])
      switch gap {
      case .machine(let index): sketch.machines[index].places.append(place)
      case .member(let index): sketch.members[index].places.append(place)
      case .balancer(let index): sketch.balancers[index].places.append(place)
      }
      return sketch.placing(Array(gaps.dropFirst()), into: zones)
    }
  }
}
