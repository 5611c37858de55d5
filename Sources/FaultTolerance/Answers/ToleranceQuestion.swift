internal import ClusterModel
internal import Reliability

/// What one service survives of one class.
struct ToleranceQuestion {
  private let assessment: Assessment
  private let service: Service
  private let elements: ElementClass

  init(_ assessment: Assessment, _ service: Service, _ elements: ElementClass) {
    self.assessment = assessment
    self.service = service
    self.elements = elements
  }

  var row: ToleranceRow {
    guard assessment.status(of: service) == .works else { return row(nil, reason: nil) }
    if let reason = assessment.gap(of: service, against: elements.name) {
      return row(nil, reason: reason)
    }
    guard let diagram = diagram(in: assessment.model), let figures = figures(of: diagram) else {
      return row(nil, reason: Assessment.budgetReason)
    }
    return row(figures, reason: nil, isUpperBound: couldBeLess(than: figures))
  }

  private func row(
    _ figures: ToleranceRow.Figures?, reason: String?, isUpperBound: Bool = false
  ) -> ToleranceRow {
    ToleranceRow(
      className: elements.name, total: elements.elements.count, figures: figures, reason: reason,
      isUpperBound: isUpperBound)
  }

  private func diagram(in model: SystemModel) -> DecisionDiagram? {
    guard case .when(let formula)? = model.failing[service] else { return nil }
    let events = Set(elements.elements.map(\.event))
    return try? DecisionDiagram(
      model.formulas, root: formula, order: model.order.filter(events.contains),
      nodeBudget: Assessment.nodeBudget)
  }

  /// `nil` where the cuts are too many to be counted within the budget.
  private func figures(of diagram: DecisionDiagram) -> ToleranceRow.Figures? {
    let names = elements.elements.map(\.event)
    guard let cut = diagram.firstSmallestCut(inOrder: names), !cut.isEmpty else {
      return ToleranceRow.Figures(
        guaranteed: names.count, bestCase: names.count, weakestCut: nil, cuts: "0")
    }
    guard let cuts = try? diagram.minimalCutSets(nodeBudget: Assessment.nodeBudget).count else {
      return nil
    }
    return ToleranceRow.Figures(
      guaranteed: cut.count - 1, bestCase: diagram.largestSurvived() ?? 0,
      weakestCut: elements.labels(of: Set(cut)), cuts: cuts.description)
  }

  /// Whether names that are missing at this level could lower a figure: a cut is at its smallest
  /// when all that has no name hangs on one of the domains in it.
  private func couldBeLess(than figures: ToleranceRow.Figures) -> Bool {
    guard assessment.model.unplaced[elements.name] != nil else { return false }
    guard let worst = diagram(in: assessment.model(suspecting: [elements.name])) else {
      return true
    }
    let least = worst.smallestCut().map { $0 - 1 } ?? elements.elements.count
    return least < figures.guaranteed || (worst.largestSurvived() ?? 0) < figures.bestCase
  }
}
