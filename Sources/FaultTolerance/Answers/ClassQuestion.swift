internal import Reliability

/// How a formula takes the failures of some base events, all others staying up.
struct ClassQuestion: Equatable {
  let formula: Formula
  /// In name order.
  let events: [Int]

  init(_ formula: Formula, _ events: [Int]) {
    self.formula = formula
    self.events = events
  }

  /// `nil` beyond the budget.
  func diagram(in model: SystemModel) -> DecisionDiagram? {
    guard events.count <= Assessment.mostElements else { return nil }
    let events = Set(events)
    return try? DecisionDiagram(
      model.formulas, root: formula, order: model.order.filter(events.contains),
      nodeBudget: Assessment.nodeBudget)
  }

  /// `nil` beyond the budget, also where only the count of cuts is.
  func answer(by diagram: DecisionDiagram) -> ClassAnswer? {
    guard let cuts = try? diagram.minimalCutSets(nodeBudget: Assessment.nodeBudget).count else {
      return nil
    }
    return ClassAnswer(
      weakestCut: diagram.firstSmallestCut(inOrder: events), bestCase: diagram.largestSurvived(),
      cuts: cuts.description)
  }
}
