import Reliability
import Testing

struct MajorityTests {
  /// The table of etcd's FAQ, "What is failure tolerance?", with 0 voters put before it.
  @Test(
    arguments: zip(
      0...9, [(1, 0), (1, 0), (2, 0), (2, 1), (3, 1), (3, 2), (4, 2), (4, 3), (5, 3), (5, 4)]))
  func quorumAndToleranceAreThoseOfEtcd(voters: Int, expected: (Int, Int)) {
    #expect(Majority.quorum(ofVoters: voters) == expected.0)
    #expect(Majority.tolerance(ofVoters: voters) == expected.1)
  }

  /// Quorum lost among `voters` independent ones.
  private func quorumLost(voters: Int) throws -> DecisionDiagram {
    var model = FailureModel()
    let events = (0..<voters).map { model.event($0) }
    // Lost when the rest is too few: n − (quorum − 1) have failed.
    let root = model.atLeast(voters - Majority.quorum(ofVoters: voters) + 1, of: events)
    return try DecisionDiagram(model, root: root, order: Array(0..<voters))
  }

  @Test(arguments: Array(1...9) + [11, 21, 51, 101, 201])
  func cutsOfAMajorityAreBinomial(voters: Int) throws {
    let diagram = try quorumLost(voters: voters)
    let size = voters - voters / 2
    #expect(diagram.smallestCut() == size)
    #expect(diagram.largestSurvived() == size - 1)
    #expect(diagram.firstSmallestCut() == Array(0..<size))
    #expect(diagram.nodeCount == size * (voters - size + 1))
    let cutSets = try diagram.minimalCutSets()
    let expected = PascalTriangle(n: voters)[size]
    #expect(cutSets.count.description == expected)
    #expect(cutSets.countByOrder().mapValues(\.description) == [size: expected])
  }

  @Test func aHundredAndOneVoters() throws {
    let diagram = try quorumLost(voters: 101)
    #expect(diagram.nodeCount == 2601)
    let cutSets = try diagram.minimalCutSets()
    #expect(cutSets.count.description == "199804427433372226016001220056")
    #expect(cutSets.count.asInt == nil)
    let reversed = Array((0..<101).reversed())
    let first = try cutSets.smallest(limit: 20, inOrder: reversed)
    #expect(first.count == 20)
    #expect(first[0] == Array(reversed.prefix(51)))
    #expect(first[1] == Array(reversed.prefix(50)) + [49])
  }

  /// Σ C(n, k) p^k (1 − p)^(n − k), with the term's ratio from one k to the next.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 51, 201])
  func probabilityOfALostQuorumIsTheBinomialTail(voters: Int) throws {
    let p = 0.004
    var term = 1.0
    for _ in 0..<voters { term *= 1 - p }
    var tail = 0.0
    for k in 0...voters {
      if k >= voters - voters / 2 { tail += term }
      term *= p / (1 - p) * Double(voters - k) / Double(k + 1)
    }
    let found = try quorumLost(voters: voters)
      .probability(of: Array(repeating: p, count: voters))
    #expect(abs(found - tail) <= 1e-12 * tail)
  }
}
