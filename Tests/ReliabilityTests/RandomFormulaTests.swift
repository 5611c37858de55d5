import Reliability
import Testing

/// Every function against trying all sets, over 2,400 random coherent formulas of at most ten
/// events, of which some are fixed.
struct RandomFormulaTests {
  /// One random formula, its diagram and the truth about it.
  struct Case {
    let diagram: DecisionDiagram
    let truth: BruteForce
    let ranking: [Int]
    var random: SeededGenerator

    init(seed: Int) throws {
      random = SeededGenerator(seed: seed)
      let count = 1 + seed % 10
      let expression = Expression.random(events: count, depth: 3, using: &random)
      let shuffled = (0..<count).shuffled(using: &random)
      let order = Array(shuffled.dropFirst(seed % 4 == 0 ? count / 4 : 0))
      let failed = Set(shuffled.prefix(seed % 4 == 0 ? count / 8 : 0))
      var model = FailureModel()
      let root = expression.formula(in: &model)
      diagram = try DecisionDiagram(model, root: root, order: order, failed: failed)
      truth = BruteForce(expression, order: order, failed: failed)
      ranking = order.shuffled(using: &random)
      for set in truth.cuts { #expect(model.isDown(root, failed: set.union(failed))) }
      for set in truth.survived { #expect(!model.isDown(root, failed: set.union(failed))) }
    }
  }

  static let batchSize = 100

  @Test(arguments: 0..<24)
  func answersAreThoseOfTryingAllSets(batch: Int) throws {
    for seed in (batch * Self.batchSize)..<((batch + 1) * Self.batchSize) {
      let it = try Case(seed: seed)
      checkExtremes(it, seed)
      try checkCutSets(it, seed)
      try checkJointCut(it, seed)
      checkProbability(it, seed)
    }
  }

  private func checkExtremes(_ it: Case, _ seed: Int) {
    let (diagram, truth) = (it.diagram, it.truth)
    #expect(diagram.isAlwaysUp == truth.cuts.isEmpty, "seed \(seed)")
    #expect(diagram.isAlwaysDown == truth.survived.isEmpty, "seed \(seed)")
    #expect(diagram.smallestCut() == truth.cuts.map(\.count).min(), "seed \(seed)")
    #expect(diagram.largestSurvived() == truth.survived.map(\.count).max(), "seed \(seed)")
    let first = BruteForce.sorted(truth.cuts, by: it.ranking).first
    #expect(diagram.firstSmallestCut(inOrder: it.ranking) == first, "seed \(seed)")
  }

  private func checkCutSets(_ it: Case, _ seed: Int) throws {
    let cutSets = try it.diagram.minimalCutSets()
    let expected = BruteForce.sorted(it.truth.minimal, by: it.ranking)
    #expect(cutSets.count.asInt == expected.count, "seed \(seed)")
    let bySize = Dictionary(grouping: expected, by: \.count).mapValues(\.count)
    #expect(cutSets.countByOrder().mapValues(\.asInt) == bySize, "seed \(seed)")
    for limit in [3, Int.max] {
      let listed = try cutSets.smallest(limit: limit, inOrder: it.ranking)
      #expect(listed == Array(expected.prefix(limit)), "seed \(seed)")
    }
  }

  private func checkJointCut(_ it: Case, _ seed: Int) throws {
    var random = it.random
    let middle = Int.random(in: 0...it.ranking.count, using: &random)
    let halves = [it.ranking[..<middle], it.ranking[middle...].dropLast(seed % 3)]
    let limits = halves.map {
      FailureLimit(atMost: Int.random(in: 0...3, using: &random), of: Set($0))
    }
    let within = it.truth.cuts.filter { cut in
      limits.allSatisfy { cut.intersection($0.events).count <= $0.most }
    }
    let found = try it.diagram.smallestJointCut(limits: limits, inOrder: it.ranking)
    #expect(found == BruteForce.sorted(within, by: it.ranking).first, "seed \(seed)")
  }

  private func checkProbability(_ it: Case, _ seed: Int) {
    var random = it.random
    let p = (0..<10).map { _ in Double.random(in: 0...0.3, using: &random) }
    let expected = it.truth.probability(of: p)
    let found = it.diagram.probability(of: p)
    #expect(abs(found - expected) <= 1e-12 * expected, "seed \(seed)")
  }
}
