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
    guard case .when(let formula)? = assessment.model.failing[service],
      let answer = assessment.classAnswer(to: ClassQuestion(formula, events))
    else { return row(nil, reason: Assessment.budgetReason) }
    let figures = figures(of: answer)
    return row(figures, reason: nil, isUpperBound: couldBeLess(than: figures))
  }

  /// In name order.
  private var events: [Int] { elements.elements.map(\.event) }

  private func row(
    _ figures: ToleranceRow.Figures?, reason: String?, isUpperBound: Bool = false
  ) -> ToleranceRow {
    ToleranceRow(
      className: elements.name, total: elements.elements.count, figures: figures, reason: reason,
      isUpperBound: isUpperBound)
  }

  private func figures(of answer: ClassAnswer) -> ToleranceRow.Figures {
    guard let cut = answer.weakestCut, let bestCase = answer.bestCase else {
      return ToleranceRow.Figures(
        guaranteed: events.count, bestCase: events.count, weakestCut: nil, cuts: "0")
    }
    return ToleranceRow.Figures(
      guaranteed: cut.count - 1, bestCase: bestCase, weakestCut: elements.labels(of: Set(cut)),
      cuts: answer.cuts)
  }

  /// Whether names that are missing at this level could lower a figure: a cut is at its smallest
  /// when all that has no name hangs on one of the domains in it.
  private func couldBeLess(than figures: ToleranceRow.Figures) -> Bool {
    guard assessment.model.unplaced[elements.name] != nil else { return false }
    guard let diagram = assessment.worstDiagram(of: service, against: elements) else {
      return true
    }
    let least = diagram.smallestCut().map { $0 - 1 } ?? events.count
    return least < figures.guaranteed || (diagram.largestSurvived() ?? 0) < figures.bestCase
  }
}
