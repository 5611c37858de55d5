internal import Reliability

/// How the formulas of a model take the failures of the same base events. Different formulas often
/// come to the same diagram there, which is answered once.
final class ClassAnswers {
  let model: SystemModel
  /// In name order.
  let events: [Int]
  /// `nil` once all formulas together are beyond the budget: then each is built alone, so that it
  /// does not matter what was asked before.
  private var diagrams: FormulaDiagrams?
  private var answers: [Int32: ClassAnswer?] = [:]

  init(_ model: SystemModel, _ events: [Int]) {
    self.model = model
    self.events = events
    diagrams = FormulaDiagrams(order: model.inOrder(events), nodeBudget: Assessment.nodeBudget)
  }

  /// `nil` beyond the budget, also where only the count of cuts is.
  func answer(to formula: Formula) -> ClassAnswer? {
    guard let number = number(of: formula) else { return diagram(of: formula).flatMap(answer) }
    if let known = answers[number] { return known }
    let answer = diagrams.map { $0.diagram(number) }.flatMap(answer)
    answers[number] = .some(answer)
    return answer
  }

  /// `nil` beyond the budget.
  func diagram(of formula: Formula) -> DecisionDiagram? {
    if let number = number(of: formula) { return diagrams?.diagram(number) }
    return try? DecisionDiagram(
      model.formulas, root: formula, order: model.inOrder(events),
      nodeBudget: Assessment.nodeBudget)
  }

  private func number(of formula: Formula) -> Int32? {
    let number = try? diagrams?.number(of: formula, in: model.formulas)
    if number == nil { diagrams = nil }
    return number
  }

  private func answer(by diagram: DecisionDiagram) -> ClassAnswer? {
    guard let cuts = try? diagram.minimalCutSets(nodeBudget: Assessment.nodeBudget).count else {
      return nil
    }
    return ClassAnswer(
      weakestCut: diagram.firstSmallestCut(inOrder: events), bestCase: diagram.largestSurvived(),
      cuts: cuts.description)
  }
}
