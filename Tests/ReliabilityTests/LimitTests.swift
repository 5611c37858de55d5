import Reliability
import Testing

/// Constants, empty and repeated input, budgets.
struct LimitTests {
  @Test func constantsAndEmptyPartsFollowTheirDefinition() {
    var model = FailureModel()
    let one = model.event(7)
    #expect(model.any(of: []) == .never)
    #expect(model.all(of: []) == .always)
    #expect(model.any(of: [one, .never, one]) == one)
    #expect(model.all(of: [one, .always]) == one)
    #expect(model.any(of: [one, .always]) == .always)
    #expect(model.all(of: [one, .never]) == .never)
    #expect(model.atLeast(0, of: [one]) == .always)
    #expect(model.atLeast(2, of: [one]) == .never)
    #expect(model.atLeast(2, of: [one, .always, .never]) == one)
    #expect(model.atLeast(2, of: [one, one]) == one)
  }

  @Test func whatIsAlwaysDownHasOneEmptyCut() throws {
    let diagram = try DecisionDiagram(FailureModel(), root: .always, order: [3, 4])
    #expect(diagram.isAlwaysDown && !diagram.isAlwaysUp)
    #expect(diagram.smallestCut() == 0)
    #expect(diagram.firstSmallestCut() == [])
    #expect(diagram.largestSurvived() == nil)
    #expect(diagram.probability(of: []) == 1)
    let cutSets = try diagram.minimalCutSets()
    #expect(cutSets.count == .one)
    #expect(try cutSets.smallest(limit: 20) == [[]])
  }

  @Test func whatIsNeverDownHasNoCut() throws {
    let diagram = try DecisionDiagram(FailureModel(), root: .never, order: [3, 4])
    #expect(diagram.isAlwaysUp && !diagram.isAlwaysDown)
    #expect(diagram.smallestCut() == nil)
    #expect(diagram.firstSmallestCut() == nil)
    #expect(diagram.largestSurvived() == 2)
    let cutSets = try diagram.minimalCutSets()
    #expect(cutSets.count == .zero)
    #expect(cutSets.count.description == "0")
    #expect(cutSets.countByOrder().isEmpty)
    #expect(try cutSets.smallest(limit: 20).isEmpty)
  }

  /// More events than one word has cases: each of 200 alone, or any 2 of 200, or all with one.
  @Test func singleCausesAmongMany() {
    var model = FailureModel()
    let events = (0..<200).map { model.event($0) }
    let any = model.any(of: events)
    #expect(model.singleCauses(of: any) == Set(0..<200))
    let two = model.atLeast(2, of: events)
    #expect(model.singleCauses(of: two).isEmpty)
    // 130 takes four of the five parts along.
    let parts = (0..<5).map { model.any(of: $0 < 4 ? [events[$0], events[130]] : [events[$0]]) }
    let four = model.atLeast(4, of: parts)
    #expect(model.singleCauses(of: four) == [130])
    let both = model.any(of: [four, events[199]])
    #expect(model.singleCauses(of: both) == [130, 199])
    #expect(model.singleCauses(of: model.any(of: [both, .always])).isEmpty)
  }

  @Test func formulasThatHoldForTheSameEventsHaveOneNumber() throws {
    var model = FailureModel()
    let events = (0..<4).map { model.event($0) }
    let pairs = model.any(of: [model.all(of: [events[0], events[1]]), events[2]])
    let more = model.any(of: [pairs, model.all(of: [pairs, events[3]])])
    #expect(pairs != more)
    var diagrams = FormulaDiagrams(order: [2, 0, 1, 3])
    let number = try diagrams.number(of: more, in: model)
    #expect(try diagrams.number(of: pairs, in: model) == number)
    #expect(diagrams.diagram(number).firstSmallestCut() == [2])
    // Without event 2 and with event 0 failed, event 1 decides alone.
    var others = FormulaDiagrams(order: [1, 3], failed: [0])
    let alone = try others.number(of: more, in: model)
    #expect(try others.number(of: events[1], in: model) == alone)
    #expect(others.diagram(alone).firstSmallestCut() == [1])
  }

  @Test func anEventThatIsGivenTwiceIsOneVariable() throws {
    var model = FailureModel()
    let root = model.any(of: [model.event(1), model.event(2)])
    let diagram = try DecisionDiagram(model, root: root, order: [1, 2, 1, 9])
    #expect(diagram.largestSurvived() == 1)
    #expect(diagram.firstSmallestCut(inOrder: [2]) == [2])
  }

  /// 25 of 50 pairs: the pairs' halves lie far apart in this order, so that the diagram must
  /// remember every first half.
  @Test func aDiagramThatOutgrowsItsBudgetSaysSo() {
    var model = FailureModel()
    let pairs = (0..<50).map { model.all(of: [model.event($0), model.event($0 + 50)]) }
    let root = model.atLeast(25, of: pairs)
    #expect(throws: BudgetExceeded(nodeBudget: 2000)) {
      try DecisionDiagram(model, root: root, order: Array(0..<100), nodeBudget: 2000)
    }
    let together = (0..<50).flatMap { [$0, $0 + 50] }
    #expect(throws: Never.self) {
      try DecisionDiagram(model, root: root, order: together, nodeBudget: 2000)
    }
  }

  @Test func cutSetsHaveABudgetToo() throws {
    var model = FailureModel()
    let root = model.atLeast(10, of: (0..<20).map { model.event($0) })
    let diagram = try DecisionDiagram(model, root: root, order: Array(0..<20))
    #expect(throws: BudgetExceeded(nodeBudget: 50)) {
      try diagram.minimalCutSets(nodeBudget: 50)
    }
  }

  /// All even events or all odd ones: two chains that are merged down to the last variable.
  private func twoChains(events: Int) -> (FailureModel, Formula) {
    var model = FailureModel()
    let chains = [0, 1].map { start in
      let chain = stride(from: start, to: events, by: 2).map { model.event($0) }
      return model.all(of: chain)
    }
    let root = model.any(of: chains)
    return (model, root)
  }

  @Test func asManyVariablesAsAreTakenFitOnTheStack() throws {
    let most = BudgetExceeded.mostVariables
    let (model, root) = twoChains(events: most)
    let diagram = try DecisionDiagram(model, root: root, order: Array(0..<most))
    #expect(diagram.smallestCut() == most / 2)
    #expect(try diagram.minimalCutSets().count.asInt == 2)
    let (larger, top) = twoChains(events: most + 1)
    #expect(throws: BudgetExceeded.self) {
      try DecisionDiagram(larger, root: top, order: Array(0...most))
    }
  }

  @Test func aLimitMayBeAsLargeAsItLikes() throws {
    var model = FailureModel()
    let root = model.any(of: [model.event(1), model.event(2)])
    let diagram = try DecisionDiagram(model, root: root, order: [1, 2], nodeBudget: .max)
    let cut = try diagram.smallestJointCut(limits: [FailureLimit(atMost: .max, of: [1, 2])])
    #expect(cut == [1])
    #expect(try diagram.smallestJointCut(limits: [FailureLimit(atMost: -1, of: [])]) == nil)
  }

  @Test func countsCompareAndPrintAcrossWordBorders() {
    let limit = ExactCount(UInt(UInt32.max))
    let next = limit + .one
    #expect(next.description == "4294967296")
    #expect(next.asInt == 4_294_967_296)
    #expect(limit < next && !(next < limit) && ExactCount.zero < .one)
    let large = ExactCount(UInt(Int.max)) + .one
    #expect(large.asInt == nil)
    #expect(large.description == "9223372036854775808")
    #expect((ExactCount(UInt.max) + .one).description == "18446744073709551616")
    #expect(ExactCount(1_000_000_000).description == "1000000000")
  }
}
