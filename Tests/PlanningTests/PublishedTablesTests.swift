import ClusterModel
import Syntax
import Testing

@testable import Planning

/// Figures that were computed elsewhere, by exhaustive search and by hand.
@Suite("Plans meet the published tables")
struct PublishedTablesTests {
  /// The fewest members, by zones, that survive so many zones together with so many nodes; `nil`:
  /// impossible.
  static let fewest: [(zones: Int, fallen: Int, nodes: Int, members: Int?)] = [
    (1, 1, 0, nil), (2, 1, 0, nil), (2, 1, 1, nil), (2, 2, 0, nil),
    (3, 1, 0, 3), (3, 1, 1, 9), (3, 1, 2, 15), (3, 1, 3, 21), (3, 2, 0, nil), (3, 2, 1, nil),
    (4, 1, 0, 3), (4, 1, 1, 7), (4, 1, 2, 11), (4, 1, 3, 15), (4, 2, 0, nil),
    (5, 1, 0, 3), (5, 1, 1, 5), (5, 1, 2, 9), (5, 1, 3, 13), (5, 2, 0, 5), (5, 2, 1, 15),
    (5, 2, 2, 25), (5, 2, 3, 35),
    (6, 1, 0, 3), (6, 1, 1, 5), (6, 1, 2, 9), (6, 1, 3, 11), (6, 2, 0, 5), (6, 2, 1, 11),
    (6, 2, 2, 17), (6, 2, 3, 23),
    (7, 1, 0, 3), (7, 1, 1, 5), (7, 1, 2, 7), (7, 1, 3, 11), (7, 2, 0, 5), (7, 2, 1, 7),
    (7, 2, 2, 13), (7, 2, 3, 19),
  ]

  @Test("the fewest members for zones and nodes at once", arguments: fewest)
  func fewestMembers(row: (zones: Int, fallen: Int, nodes: Int, members: Int?)) {
    var request = Sample.request(
      zones: row.zones, survive: [[("zone", row.fallen), ("node", row.nodes)]])
    request.topology = .stacked
    request.mostMembers = row.members ?? 15
    request.mostNodes = 40
    let plan = Plan(request)
    #expect(plan.isProven)
    #expect(plan.best?.placement.members == row.members)
    #expect((plan.reason == nil) == (row.members != nil))
  }

  @Test("the cheapest topology of three zones, with two and with three balancers")
  func optimum() throws {
    var request = Sample.request(
      zones: 3, survive: [[("node", 1), ("load-balancer", 1)], [("zone", 1)]])
    request.costs = [
      "node": try #require(PlanCost("10")), "load-balancer": try #require(PlanCost("3")),
    ]
    request.assumptions = Sample.assumptions
    let plan = Plan(request)
    let best = try #require(plan.best)
    #expect(best.cost == PlanCost("36"))
    #expect(best.placement.zones.map(\.stacked) == [1, 1, 1])
    #expect(best.placement.zones.map(\.balancers) == [1, 1, 0])
    #expect(abs(best.unavailability / 1.02234593080476e-4 - 1) < 1e-12)

    request.unavailability = Located(1e-4, Sample.place)
    let better = try #require(Plan(request).best)
    #expect(better.cost == PlanCost("39"))
    #expect(better.placement.zones.map(\.balancers) == [1, 1, 1])

    request.zones = Sample.zones(2)
    request.unavailability = nil
    let none = Plan(request)
    #expect(none.best == nil)
    #expect(
      none.reason == "2 zones can never survive the loss of either: whichever holds half of the "
        + "voters or more stops the quorum; a third zone with one etcd member would do")
  }
}
