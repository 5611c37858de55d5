import Reliability
import Testing

/// Figures that were worked out outside this project: rational arithmetic over all sets of
/// failures, agreeing with SCRAM 0.16.2 to the six digits that it prints.
struct ReferenceModelTests {
  struct Known: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let cutSets: [Int: Int]
    let probability: Double
    let system: @Sendable () -> ReferenceModels.System
  }

  static let known = [
    Known(
      testDescription: "three machines in three zones", cutSets: [2: 12],
      probability: 0.000060514004892016, system: { ReferenceModels.simple(zones: ["a", "b", "c"]) }
    ),
    Known(
      testDescription: "three machines in two zones", cutSets: [1: 1, 2: 5],
      probability: 0.000551814143968, system: { ReferenceModels.simple(zones: ["a", "a", "b"]) }),
    Known(
      testDescription: "one balancer outside", cutSets: [1: 1, 2: 27, 3: 10],
      probability: 0.00309000635770515161, system: { ReferenceModels.local(balancerZones: [nil]) }),
    Known(
      testDescription: "balancers in two zones", cutSets: [2: 30, 3: 10],
      probability: 0.000102234593080476120,
      system: { ReferenceModels.local(balancerZones: ["a", "b"]) }),
    Known(
      testDescription: "etcd on machines of its own", cutSets: [1: 1, 2: 15, 3: 124],
      probability: 0.00301717461354498663, system: ReferenceModels.external),
    Known(
      testDescription: "nine and nine over five zones",
      cutSets: [
        2: 9, 3: 59, 4: 1312, 5: 6295, 6: 1285, 7: 90, 8: 2124, 9: 6273, 10: 1647,
      ],
      probability: 0.0000185254411511915033, system: ReferenceModels.fleet),
  ]

  @Test(arguments: known)
  func figuresAreTheKnownOnes(_ known: Known) throws {
    let (model, isDown) = known.system()
    let diagram = try model.diagram(isDown)
    let found = diagram.probability(of: model.probabilities)
    #expect(abs(found - known.probability) <= 1e-12 * known.probability)
    let cutSets = try diagram.minimalCutSets()
    #expect(cutSets.countByOrder().mapValues(\.asInt) == known.cutSets)
    #expect(cutSets.count.asInt == known.cutSets.values.reduce(0, +))
    #expect(diagram.smallestCut() == known.cutSets.keys.min())
  }

  /// The complete lists, as SCRAM gives them.
  @Test(arguments: [
    (
      ["a", "a", "b"],
      "zone-a|node-1 node-2|node-1 node-3|node-1 zone-b|node-2 node-3|node-2 zone-b"
    ),
    (
      ["a", "b", "c"],
      "node-1 node-2|node-1 node-3|node-1 zone-b|node-1 zone-c|node-2 node-3|node-2 zone-a"
        + "|node-2 zone-c|node-3 zone-a|node-3 zone-b|zone-a zone-b|zone-a zone-c|zone-b zone-c"
    ),
  ])
  func cutSetsAreListedBySizeAndRank(zones: [String], expected: String) throws {
    let (model, isDown) = ReferenceModels.simple(zones: zones)
    let byName = model.names.indices.sorted { model.names[$0] < model.names[$1] }
    let cutSets = try model.diagram(isDown).minimalCutSets()
    let listed = try cutSets.smallest(limit: 20, inOrder: byName)
    let lines = listed.map { $0.map { model.names[$0] }.joined(separator: " ") }
    #expect(lines.joined(separator: "|") == expected)
  }

  /// Two balancers stand in zones a and c, so that one of these zones and the rack or the machine
  /// of the other balancer are too many together, while any zone alone is survived.
  @Test func aZoneAndOneMoreElementAreTooMany() throws {
    let (model, isDown) = ReferenceModels.fleet()
    let diagram = try model.diagram(isDown)
    let zones = Set(model.names.indices.filter { model.names[$0].hasPrefix("zone") })
    let others = Set(model.names.indices).subtracting(zones)
    let limits = [FailureLimit(atMost: 1, of: zones), FailureLimit(atMost: 1, of: others)]
    let cut = try diagram.smallestJointCut(
      limits: limits, inOrder: zones.sorted() + others.sorted())
    #expect(cut?.map { model.names[$0] } == ["zone-a", "rack-c1"])
    #expect(
      try diagram.smallestJointCut(limits: [limits[0], FailureLimit(atMost: 0, of: others)]) == nil)
  }
}
