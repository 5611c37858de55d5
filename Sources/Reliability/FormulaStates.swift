/// Which formulas of a model hold after certain failures; all of them from one pass.
package struct FormulaStates: Sendable {
  fileprivate let values: [Bool]

  /// Whether a formula of the same model holds.
  package func holds(_ formula: Formula) -> Bool { values[formula.index] }
}

extension FailureModel {
  /// What holds when exactly these events have happened.
  package func states(failed: Set<Int>) -> FormulaStates {
    FormulaStates(values: values(upTo: nodes.count, failed: failed))
  }

  /// Whether `root` holds when exactly these events have happened.
  package func isDown(_ root: Formula, failed: Set<Int>) -> Bool {
    values(upTo: root.index + 1, failed: failed)[root.index]
  }

  private func values(upTo count: Int, failed: Set<Int>) -> [Bool] {
    var holds: [Bool] = []
    holds.reserveCapacity(count)
    for node in nodes.prefix(count) {
      switch node {
      case .never: holds.append(false)
      case .always: holds.append(true)
      case .event(let id): holds.append(failed.contains(id))
      case .any(let parts): holds.append(parts.contains { holds[$0.index] })
      case .all(let parts): holds.append(parts.allSatisfy { holds[$0.index] })
      case .atLeast(let k, let parts): holds.append(parts.count { holds[$0.index] } >= k)
      }
    }
    return holds
  }
}
