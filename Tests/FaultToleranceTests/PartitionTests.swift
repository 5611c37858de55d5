import Testing

@testable import FaultTolerance

/// All the ways to cut zones apart, against a table that was counted by hand elsewhere: of how many
/// partitions (into two sides, into any number) one side keeps quorum.
@Suite struct PartitionTests {
  @Test(arguments: [
    ([1, 1, 1], 5, 4, 3, 3), ([2, 1], 2, 2, 1, 1), ([2, 2, 1], 5, 4, 3, 3),
    ([1, 1, 1, 1], 15, 5, 7, 4), ([2, 1, 1, 1], 15, 11, 7, 7), ([2, 2, 2, 1], 15, 11, 7, 7),
    ([1, 1, 1, 1, 1], 52, 26, 15, 15), ([3, 3, 3], 5, 4, 3, 3),
  ]) func sidesWithQuorum(placement: [Int], all: Int, withQuorum: Int, halves: Int, good: Int) {
    let zones = ["a", "b", "c", "d", "e"].prefix(placement.count).map { "zone:\($0)" }
    let counts = zip(zones, placement).map { "\($0.dropFirst(5)): \($1)" }.joined(separator: ", ")
    let assessment = Assessment(cluster("controlPlane: {zones: {\(counts)}}\netcd: stacked"))
    var found = (all: 0, withQuorum: 0, halves: 0, good: 0)
    for partition in Self.partitions(of: zones) {
      let sides = assessment.sides(of: partition, afterFailing: [])
      let quorate = sides.count { $0.first?.status == .works }
      #expect(quorate <= 1)
      #expect(assessment.votersOnSeveralSides(of: partition, afterFailing: []).isEmpty)
      found.all += 1
      found.withQuorum += quorate
      if partition.count == 2 {
        found.halves += 1
        found.good += quorate
      }
    }
    #expect(found == (all, withQuorum, halves, good))
  }

  /// Each set partition once: the first name, with every partition of the others around it.
  static func partitions(of names: [String]) -> [[[String]]] {
    guard let first = names.first else { return [[]] }
    return partitions(of: Array(names.dropFirst())).flatMap { rest in
      [[[first]] + rest]
        + rest.indices.map { index in
          var joined = rest
          joined[index].insert(first, at: 0)
          return joined
        }
    }
  }

  @Test func aMemberOnNoSideIsOnAll() {
    let assessment = Assessment(
      cluster("controlPlane: {zones: {a: 1, b: 1, c: 1}}\netcd: stacked"))
    let sides = [["zone:a"], ["zone:b"]]
    let outcomes = assessment.sides(of: sides, afterFailing: [])
    #expect(outcomes.map { $0.first?.status } == [.works, .works])
    #expect(assessment.votersOnSeveralSides(of: sides, afterFailing: []) == ["etcd-3"])
    let failed = ["node:master-3"]
    #expect(assessment.votersOnSeveralSides(of: sides, afterFailing: failed).isEmpty)
    #expect(
      assessment.sides(of: sides, afterFailing: failed).map { $0.first?.status } == [.down, .down])
  }
}
