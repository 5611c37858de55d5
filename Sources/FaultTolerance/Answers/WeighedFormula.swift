internal import Reliability

/// What assumptions say of a formula; the details are added when somebody asks for them.
final class WeighedFormula {
  /// All that come to the same diagram.
  var formulas: Set<Formula>
  let diagram: DecisionDiagram
  /// By base event.
  let chances: [Double]
  /// How likely the formula holds.
  let unavailability: Double
  /// `nil`: nobody has asked; `nil` in it: beyond the budget.
  var details: Availability??

  init(_ formula: Formula, _ diagram: DecisionDiagram, _ chances: [Double]) {
    formulas = [formula]
    self.diagram = diagram
    self.chances = chances
    unavailability = diagram.probability(of: chances)
  }
}
