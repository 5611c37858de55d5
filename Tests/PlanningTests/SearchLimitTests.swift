import ClusterModel
import Syntax
import Testing

@testable import Planning

@Suite("A search that is given up says how far it came")
struct SearchLimitTests {
  /// Four zones that all differ, so that the search is long.
  static let request: PlanRequest = {
    var request = Sample.request(zones: 4, survive: [[("zone", 1)]])
    request.mostMembers = 5
    request.mostNodes = 9
    for index in request.zones.indices {
      request.zones[index].costs["node"] = PlanCost(millionths: Int64(1_000_000 + index))
    }
    request.balancers.atLeast = 1
    request.assumptions = Sample.assumptions
    request.unavailability = Located(1e-4, Sample.place)
    return request
  }()

  @Test("the answer does not depend on a limit that is not reached")
  func unreached() {
    let plan = Plan(Self.request)
    #expect(plan.isProven && plan.best != nil && plan.leastCost == nil)
    let wider = Plan(Self.request, limit: SearchLimit(steps: 1 << 40))
    #expect(plan.best == wider.best && plan.considered == wider.considered)
  }

  /// With every limit: nothing, or a placement that keeps the request, no cheaper than the best and no
  /// cheaper than the bound; the more steps, the better.
  @Test("the best so far, and the most by which it may be too dear")
  func lowered() throws {
    let best = try #require(Plan(Self.request).best)
    var last: Candidate?
    var unproven = 0
    for steps in (0..<16).map({ 40 << $0 }) {
      let plan = Plan(Self.request, limit: SearchLimit(steps: steps))
      guard let found = plan.best else {
        #expect(!plan.isProven && last == nil)
        #expect(
          plan.reason == "the search was given up after \(steps) steps without a placement")
        continue
      }
      #expect(found.cost >= best.cost)
      if let last { #expect(!last.isBetter(than: found)) }
      last = found
      if plan.isProven {
        #expect(found == best && plan.leastCost == nil)
      } else {
        let least = try #require(plan.leastCost)
        #expect(least <= best.cost && least > .zero)
        unproven += 1
      }
    }
    #expect(last == best)
    #expect(unproven >= 3)
  }

  /// Without a placement under a lower bound there is still the simple one.
  @Test("the bound holds where nothing but prices is known")
  func simpleBound() throws {
    let best = try #require(Plan(Self.request).best)
    let least = CostBound.least(Self.request, SearchLimit(steps: 1))
    // Three members and one balancer at the lowest price.
    #expect(least == PlanCost(millionths: 4_000_000))
    #expect(least <= best.cost)
  }

  @Test("progress is told, and only grows")
  func progress() {
    var request = Self.request
    request.mostMembers = 7
    request.unavailability = Located(2e-6, Sample.place)
    var told: [PlanProgress] = []
    let plan = Plan(request) { told.append($0) }
    #expect(plan.isProven && !told.isEmpty)
    #expect(told.map(\.considered) == told.map(\.considered).sorted())
    #expect(told.map(\.spent) == told.map(\.spent).sorted())
    #expect(told.allSatisfy { (0...1).contains($0.spent) })
  }
}
