internal import Reliability

extension Assessment {
  /// How many further failures of a class the service survives for sure once these, named
  /// `class:name`, have failed: 0 where it works with nothing to spare. `nil` where it is down
  /// then, where that is not known, or where nothing of the class can stop it.
  package func left(
    of service: Service, against className: String, afterFailing names: [String]
  ) -> Int? {
    guard status(of: service) == .works, gap(of: service, against: className) == nil,
      let elements = model.elementClass(className),
      case .when(let formula)? = model.failing[service]
    else { return nil }
    let failed = events(of: names)
    let events = Set(elements.elements.map(\.event)).subtracting(failed)
    guard
      let diagram = try? DecisionDiagram(
        model.formulas, root: formula, order: model.order.filter(events.contains),
        failed: failed, nodeBudget: Self.nodeBudget), !diagram.isAlwaysDown
    else { return nil }
    return diagram.smallestCut().map { $0 - 1 }
  }

  /// The events of elements by their labels.
  func events(of names: [String]) -> Set<Int> {
    let names = Set(names)
    var failed: Set<Int> = []
    for elements in model.classes {
      for index in elements.elements.indices where names.contains(elements.label(index)) {
        failed.insert(elements.elements[index].event)
      }
    }
    return failed
  }
}
