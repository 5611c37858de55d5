import ClusterModel
import Syntax
import Testing

@testable import Planning

/// How much members spread over zones survive, by losing every set of zones and of members one by one,
/// against the planner.
@Suite("Members by zones, against losing every set of them")
struct MembersByZonesTests {
  /// Whether members that are so many in each zone keep a majority whatever zones and members fall.
  private static func survives(_ spread: [Int], zones: Int, members: Int) -> Bool {
    let total = spread.reduce(0, +)
    var owners: [Int] = []
    for (zone, count) in spread.enumerated() { owners += Array(repeating: zone, count: count) }
    return subsets(spread.indices.map(\.self), zones).allSatisfy { fallen in
      let left = owners.filter { !fallen.contains($0) }
      return subsets(Array(left.indices), members).allSatisfy { lost in
        2 * (left.count - lost.count) > total
      }
    }
  }

  private static func subsets(_ items: [Int], _ size: Int) -> [Set<Int>] {
    guard size > 0, let first = items.first else { return [[]] }
    if size >= items.count { return [Set(items)] }
    let rest = Array(items.dropFirst())
    return subsets(rest, size - 1).map { $0.union([first]) } + subsets(rest, size)
  }

  /// Every spread over the zones, the fuller zones first.
  private static func spreads(_ members: Int, _ zones: Int, most: Int = .max) -> [[Int]] {
    guard zones > 1 else { return members <= most ? [[members]] : [] }
    return (0...min(members, most)).reversed().flatMap { first in
      spreads(members - first, zones - 1, most: first).map { [first] + $0 }
    }
  }

  private static func request(_ zones: Int, _ fallen: Int, _ nodes: Int) -> PlanRequest {
    var entry: [(String, Int)] = []
    if fallen > 0 { entry.append(("zone", fallen)) }
    if nodes > 0 { entry.append(("node", nodes)) }
    var request = Sample.request(zones: zones, survive: entry.isEmpty ? [] : [entry])
    request.topology = .stacked
    request.mostNodes = 40
    return request
  }

  @Test("so many members over so many zones survive just as much", arguments: 1...7)
  func exactly(zones: Int) {
    for members in stride(from: 1, through: 9, by: 2) {
      for fallen in 0...2 {
        for nodes in 0...3 {
          let expected = Self.spreads(members, zones).contains {
            Self.survives($0, zones: fallen, members: nodes)
          }
          var search = PlacementSearch(
            Self.request(zones, fallen, nodes), bounds: .init(members: members...members),
            budget: SearchBudget(.standard))
          search.run()
          #expect(
            search.isComplete && (search.best != nil) == expected,
            "\(members) members, \(zones) zones: \(fallen) zones and \(nodes) nodes")
        }
      }
    }
  }

  @Test("the fewest members that survive zones and nodes", arguments: 1...7)
  func fewest(zones: Int) {
    for fallen in 1...2 {
      for nodes in 0...1 {
        let expected = stride(from: 1, through: 9, by: 2).first { members in
          Self.spreads(members, zones).contains {
            Self.survives($0, zones: fallen, members: nodes)
          }
        }
        let plan = Plan(Self.request(zones, fallen, nodes))
        #expect(plan.isProven && plan.best?.placement.members == expected)
      }
    }
  }

  /// Rows of 1 to 9 members, columns of 1 to 5 zones: the zones that the best spread may lose, and
  /// the further members after one zone (the published table; by hand for two zones and less).
  static let tolerated: [[(zones: Int, further: Int)]] = [
    [(0, 0), (0, 0), (0, 0), (0, 0), (0, 0)], [(0, 0), (0, 0), (1, 0), (1, 0), (1, 0)],
    [(0, 0), (0, 0), (1, 0), (1, 0), (2, 1)], [(0, 0), (0, 0), (1, 0), (1, 1), (1, 1)],
    [(0, 0), (0, 0), (1, 1), (1, 1), (2, 2)],
  ]

  @Test("the published table comes out")
  func publishedTable() {
    for (row, columns) in Self.tolerated.enumerated() {
      for (column, cell) in columns.enumerated() {
        func isPossible(_ fallen: Int, _ nodes: Int) -> Bool {
          var search = PlacementSearch(
            Self.request(column + 1, fallen, nodes),
            bounds: .init(members: 2 * row + 1...2 * row + 1), budget: SearchBudget(.standard))
          search.run()
          return search.best != nil
        }
        let place = "\(2 * row + 1) members, \(column + 1) zones"
        #expect(isPossible(cell.zones, 0), "\(place)")
        #expect(!isPossible(cell.zones + 1, 0), "\(place)")
        guard cell.zones > 0 else { continue }
        #expect(isPossible(1, cell.further), "\(place)")
        #expect(!isPossible(1, cell.further + 1), "\(place)")
      }
    }
  }
}
