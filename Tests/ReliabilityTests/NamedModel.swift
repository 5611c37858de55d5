import Reliability

/// A model whose events have names, in the order of their first mention, and probabilities by the
/// kind of element that a name begins with.
struct NamedModel {
  private(set) var model = FailureModel()
  private(set) var names: [String] = []

  mutating func event(_ name: String) -> Formula {
    if let id = names.firstIndex(of: name) { return model.event(id) }
    names.append(name)
    return model.event(names.count - 1)
  }

  mutating func any(_ events: String..., or formulas: [Formula] = []) -> Formula {
    let events = events.map { event($0) }
    return model.any(of: events + formulas)
  }

  mutating func all(_ events: String..., and formulas: [Formula] = []) -> Formula {
    let events = events.map { event($0) }
    return model.all(of: events + formulas)
  }

  mutating func atLeast(_ k: Int, _ formulas: [Formula]) -> Formula {
    model.atLeast(k, of: formulas)
  }

  func diagram(_ root: Formula) throws -> DecisionDiagram {
    try DecisionDiagram(model, root: root, order: Array(names.indices))
  }

  /// Per event; what the reference figures were worked out with.
  var probabilities: [Double] {
    let byKind = [
      "zone": 0.0005, "node": 0.004, "enode": 0.004, "mnode": 0.004, "etcd": 0.001, "api": 0.002,
      "lb": 0.003, "rack": 0.0008, "feed": 0.002,
    ]
    return names.map { byKind[String($0.prefix { $0 != "-" })] ?? .nan }
  }
}
