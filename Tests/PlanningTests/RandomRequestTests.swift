import ClusterModel
import Syntax
import Testing

@testable import Planning

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Plans agree with an exhaustive search")
struct RandomRequestTests {
  /// A tenth of the requests, unless all are asked for.
  static let count = getenv("HAPLAN_LONG_TESTS") == nil ? 40 : 400

  @Test("in cost, machines and unavailability")
  func random() {
    var generator = SplitMix(state: 20_261_125)
    var feasible = 0
    for number in 0..<Self.count {
      let request = Self.request(&generator)
      let naive = NaivePlanner(request: request).best()
      let plan = Plan(request)
      #expect(plan.isProven)
      #expect(plan.best?.cost == naive?.cost, "request \(number): \(request)")
      #expect(plan.best?.placement.nodes == naive?.nodes, "request \(number): \(request)")
      if let found = plan.best?.unavailability, let other = naive?.unavailability {
        #expect(abs(found - other) <= 1e-12 * max(found, other), "request \(number): \(request)")
        feasible += 1
      }
    }
    // The requests are worth asking: some can be kept, some cannot.
    #expect(feasible > Self.count / 4 && feasible < Self.count)
  }

  private static func request(_ random: inout SplitMix) -> PlanRequest {
    var request = Sample.request(zones: 1 + random.below(3))
    request.mostMembers = [1, 3, 5][random.below(3)]
    request.mostNodes = 3 + random.below(3)
    request.topology = PlanRequest.Topology.allCases[random.below(3)]
    request.endpoints = EndpointPolicy.allCases[random.below(2)]
    request.balancers.atLeast = random.below(2)
    request.balancers.atMost = request.balancers.atLeast + random.below(2)
    for index in request.zones.indices {
      if random.below(4) == 0 { request.zones[index].capacity = 1 + random.below(3) }
      if random.below(4) == 0 {
        request.zones[index].costs["node"] = PlanCost(millionths: 2_500_000)
      }
      if index > 0, random.below(5) == 0 { request.zones[index].isWitness = true }
    }
    for _ in 0..<random.below(3) {
      let classes = ["zone", "node", "etcd-member", "load-balancer"]
      request.survive.append(
        .init(
          failures: (0...random.below(2)).map { _ in
            .init(className: classes[random.below(classes.count)], count: 1)
          }, service: "control-plane", span: Sample.place))
    }
    if random.below(2) == 0 {
      request.assumptions = Sample.assumptions
      if random.below(3) == 0 {
        request.unavailability = Located([1e-2, 6e-3, 1e-3, 1e-4][random.below(4)], Sample.place)
      }
    }
    return request
  }
}

/// Steele, Lea and Flood 2014.
struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }
}
