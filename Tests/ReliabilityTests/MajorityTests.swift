import Foundation
import Reliability
import Testing

struct MajorityTests {
  /// Every size where HAPLAN_LONG_TESTS is set.
  static let isLong = ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] != nil

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

  @Test(arguments: Array(1...9) + Array(stride(from: 11, through: 201, by: isLong ? 2 : 38)))
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

  /// Σ C(n, k) p^k (1 − p)^(n − k), with the term's ratio from one k to the next: positive terms
  /// alone, each good to n roundings. The event matters when just enough of the others are down.
  @Test(arguments: Array(1...9) + Array(stride(from: 11, through: 201, by: 2)), [0.004, 0.2])
  func probabilityOfALostQuorumIsTheBinomialTail(voters: Int, p: Double) throws {
    let least = voters - voters / 2
    let terms = Self.binomial(voters, p)
    let tail = terms[least...].reversed().reduce(0, +)
    let diagram = try quorumLost(voters: voters)
    let all = Array(repeating: p, count: voters)
    let found = diagram.probability(of: all)
    #expect(abs(found - tail) <= 1e-12 * tail)
    guard Self.isLong || voters < 20 || voters == 201 else { return }
    let critical = Self.binomial(voters - 1, p)[least - 1]
    for (_, value) in try diagram.birnbaum(of: all) {
      #expect(abs(value - critical) <= 1e-12 * critical)
    }
  }

  /// By k, the probability that k of n have failed.
  private static func binomial(_ n: Int, _ p: Double) -> [Double] {
    var term = 1.0
    for _ in 0..<n { term *= 1 - p }
    return (0...n).map { k in
      defer { term *= p / (1 - p) * Double(n - k) / Double(k + 1) }
      return term
    }
  }

  /// In decimals, as rational arithmetic gives them.
  @Test func largeQuorumsInRationals() throws {
    let tenth = try quorumLost(voters: 101).probability(of: Array(repeating: 0.1, count: 101))
    #expect(abs(tenth - 1.15229699436526478e-24) <= 1e-12 * tenth)
    let fifth = try quorumLost(voters: 201).probability(of: Array(repeating: 0.2, count: 201))
    #expect(abs(fifth - 1.23031570788748806e-21) <= 1e-12 * fifth)
  }
}
