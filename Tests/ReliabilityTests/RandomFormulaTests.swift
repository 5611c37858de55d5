import Reliability
import Testing

/// Every function against trying all sets, over 2,400 random coherent formulas of at most ten
/// events, of which some are fixed.
struct RandomFormulaTests {
  /// One random formula, its diagram and the truth about it.
  struct Case {
    let model: FailureModel
    let root: Formula
    let failed: Set<Int>
    let diagram: DecisionDiagram
    let truth: BruteForce
    let ranking: [Int]
    var random: SeededGenerator

    init(seed: Int) throws {
      random = SeededGenerator(seed: seed)
      let count = max(
        Int.random(in: 1...10, using: &random), Int.random(in: 1...10, using: &random))
      let expression = Expression.random(events: count, depth: 3, using: &random)
      let shuffled = (0..<count).shuffled(using: &random)
      let order = Array(shuffled.dropFirst(seed % 4 == 0 ? count / 4 : 0))
      let failed = Set(shuffled.prefix(seed % 4 == 0 ? count / 8 : 0))
      var model = FailureModel()
      let root = expression.formula(in: &model)
      diagram = try DecisionDiagram(model, root: root, order: order, failed: failed)
      truth = BruteForce(expression, order: order, failed: failed)
      ranking = order.shuffled(using: &random)
      self.model = model
      self.root = root
      self.failed = failed
    }
  }

  static let batchSize = 100

  @Test(arguments: 0..<24)
  func answersAreThoseOfTryingAllSets(batch: Int) throws {
    for seed in (batch * Self.batchSize)..<((batch + 1) * Self.batchSize) {
      let it = try Case(seed: seed)
      checkEvaluation(it, seed)
      checkExtremes(it, seed)
      try checkCutSets(it, seed)
      try checkJointCut(it, seed)
      try checkProbability(it, seed)
    }
  }

  /// The generator would prove little if it mostly made constants and single events.
  @Test func manyOfTheFormulasAreIntricate() throws {
    let counts = try (0..<2400).map { seed in
      let it = try Case(seed: seed)
      return try it.diagram.minimalCutSets().count.asInt ?? 0
    }
    #expect(counts.count { $0 > 1 } >= 1200)
    #expect(counts.count { $0 >= 8 } >= 400)
  }

  /// The last minimal cut brings it down, and no part of it does.
  private func checkEvaluation(_ it: Case, _ seed: Int) {
    guard let cut = it.truth.minimal.last else { return }
    let failed = it.failed.union(BruteForce.events(of: cut, by: it.ranking))
    #expect(it.model.isDown(it.root, failed: failed), "seed \(seed)")
    let smaller = failed.subtracting(it.failed).map { failed.subtracting([$0]) }
    #expect(!smaller.contains { it.model.isDown(it.root, failed: $0) }, "seed \(seed)")
  }

  private func checkExtremes(_ it: Case, _ seed: Int) {
    let (diagram, truth) = (it.diagram, it.truth)
    #expect(diagram.isAlwaysUp == truth.cuts.isEmpty, "seed \(seed)")
    #expect(diagram.isAlwaysDown == truth.survived.isEmpty, "seed \(seed)")
    #expect(diagram.smallestCut() == truth.cuts.map(\.nonzeroBitCount).min(), "seed \(seed)")
    #expect(
      diagram.largestSurvived() == truth.survived.map(\.nonzeroBitCount).max(), "seed \(seed)")
    let first = BruteForce.first(truth.cuts, by: it.ranking)
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
      limits.allSatisfy { (cut & BruteForce.mask(of: $0.events)).nonzeroBitCount <= $0.most }
    }
    let found = try it.diagram.smallestJointCut(limits: limits, inOrder: it.ranking)
    #expect(found == BruteForce.first(within, by: it.ranking), "seed \(seed)")
  }

  private func checkProbability(_ it: Case, _ seed: Int) throws {
    var random = it.random
    let p = (0..<10).map { _ in Double.random(in: 0...0.3, using: &random) }
    let expected = it.truth.probability(of: p)
    let found = it.diagram.probability(of: p)
    #expect(abs(found - expected) <= 1e-12 * expected, "seed \(seed)")
    let birnbaum = try it.diagram.birnbaum(of: p)
    for event in it.truth.order {
      let known = it.truth.birnbaum(of: event, p)
      #expect(abs((birnbaum[event] ?? 0) - known) <= 1e-12 * known, "seed \(seed)")
    }
  }
}
