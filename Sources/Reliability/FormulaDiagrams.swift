/// The diagrams of a model's formulas over the same events: what several of them share is built once.
package struct FormulaDiagrams: Sendable {
  /// The events that may happen, outermost variable first.
  private let order: [Int]
  private let failed: Set<Int>
  /// By event its place in the order, or −1.
  private var levels: [Int32] = []
  /// How many different events the order has.
  private var eventCount = 0
  private var builder: DiagramBuilder
  /// By formula its node, or −1.
  private var built: [Int32] = []
  private var variableCount = 0

  /// No diagram yet. The order and `failed` are those of `DecisionDiagram`; the budget is for all
  /// formulas together.
  package init(
    order: [Int], failed: Set<Int> = [], nodeBudget: Int = BudgetExceeded.standardNodeBudget
  ) {
    self.order = order
    self.failed = failed
    builder = DiagramBuilder(nodeBudget: nodeBudget)
    levels = Array(repeating: -1, count: (order.max() ?? -1) + 1)
    for (level, event) in order.enumerated() where levels[event] < 0 {
      levels[event] = Int32(level)
      eventCount += 1
    }
  }

  /// A number for when `formula` holds: equal for formulas that hold for the same events. All
  /// formulas must be of one model.
  package mutating func number(
    of formula: Formula, in model: FailureModel
  ) throws(BudgetExceeded) -> Int32 {
    if built.count <= formula.index {
      built += Array(repeating: -1, count: formula.index + 1 - built.count)
    }
    for index in model.indices(under: formula, besides: built) {
      built[index] =
        switch model.nodes[index] {
        case .never: 0
        case .always: 1
        case .event(let id): try node(of: id)
        case .any(let parts): try gate(1, parts)
        case .all(let parts): try gate(parts.count, parts)
        case .atLeast(let k, let parts): try gate(k, parts)
        }
    }
    return built[formula.index]
  }

  /// The diagram with this number.
  package func diagram(_ number: Int32) -> DecisionDiagram {
    DecisionDiagram(builder, top: number, order: order, eventCount: eventCount)
  }

  private mutating func node(of event: Int) throws(BudgetExceeded) -> Int32 {
    guard levels.indices.contains(event), levels[event] >= 0 else {
      return failed.contains(event) ? 1 : 0
    }
    variableCount += 1
    guard variableCount <= BudgetExceeded.mostVariables else {
      throw BudgetExceeded(nodeBudget: builder.table.nodeBudget)
    }
    return try builder.variable(Int(levels[event]))
  }

  /// At least `need` of these formulas hold. Constants are counted rather than built upon: nearly
  /// all parts are constant where few events may happen.
  private mutating func gate(_ need: Int, _ parts: [Formula]) throws(BudgetExceeded) -> Int32 {
    var need = need
    var open: [Int32] = []
    for part in parts {
      switch built[part.index] {
      case 0: break
      case 1: need -= 1
      case let node: open.append(node)
      }
    }
    if need <= 0 { return 1 }
    if need > open.count { return 0 }
    return open.count == 1 ? open[0] : try builder.atLeast(need, of: open)
  }
}
