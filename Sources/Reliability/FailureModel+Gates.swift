/// One gate of a fault tree: down with at least `need` of its parts.
package struct Gate: Sendable, Equatable {
  /// What a gate is made of: a basic event by its number, or a gate by its place in the list.
  package struct Part: Sendable, Equatable {
    package let isGate: Bool
    package let index: Int
  }

  package let need: Int
  /// Never empty; a part that counts twice is there twice.
  package let parts: [Part]

  /// The numbers of the basic events among the parts.
  package var events: [Int] { parts.filter { !$0.isGate }.map(\.index) }
}

extension FailureModel {
  /// `root` as gates where only `events` can happen, for other programs: the last one is the root,
  /// and each stands behind those that it is made of. None where it is never down, or always.
  package func gates(under root: Formula, events: Set<Int>) -> [Gate] {
    var model = FailureModel()
    var known: [Int: Formula] = [:]
    for index in indices(under: root) {
      func part(_ formula: Formula) -> Formula { known[formula.index] ?? .never }
      known[index] =
        switch nodes[index] {
        case .never: Formula.never
        case .always: Formula.always
        case .event(let id): events.contains(id) ? model.event(id) : .never
        case .any(let parts): model.any(of: parts.map(part))
        case .all(let parts): model.all(of: parts.map(part))
        case .atLeast(let need, let parts): model.atLeast(need, of: parts.map(part))
        }
    }
    return model.gates(under: known[root.index] ?? .never)
  }

  private func gates(under root: Formula) -> [Gate] {
    var gates: [Gate] = []
    var places: [Int: Gate.Part] = [:]
    func add(need: Int, _ parts: [Formula], at index: Int) {
      gates.append(Gate(need: need, parts: parts.compactMap { places[$0.index] }))
      places[index] = Gate.Part(isGate: true, index: gates.count - 1)
    }
    for index in indices(under: root) {
      switch nodes[index] {
      case .never, .always: break
      case .event(let id): places[index] = Gate.Part(isGate: false, index: id)
      case .any(let parts): add(need: 1, parts, at: index)
      case .all(let parts): add(need: parts.count, parts, at: index)
      case .atLeast(let need, let parts): add(need: need, parts, at: index)
      }
    }
    if let part = places[root.index], !part.isGate { gates.append(Gate(need: 1, parts: [part])) }
    return gates
  }
}
