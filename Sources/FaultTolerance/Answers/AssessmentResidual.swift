internal import Reliability

extension Assessment {
  /// How many further failures of a class the service survives for sure once these, named
  /// `class:name`, have failed: 0 where it works with nothing to spare. `nil` where it is down
  /// then, where that is not known, or where nothing of the class can stop it.
  package func left(
    of service: Service, against className: String, afterFailing names: [String]
  ) -> Int? {
    guard let elements = model.elementClass(className) else { return nil }
    return left(of: service, among: elements.elements.indices.map(elements.label), names)
  }

  /// As `left(of:against:afterFailing:)`, of some elements of one class, as `class:name`.
  package func left(of service: Service, among labels: [String], _ failedNames: [String]) -> Int? {
    guard status(of: service) == .works, let question = question(service, labels) else {
      return nil
    }
    let failed = events(of: failedNames)
    let events = Set(question.events).subtracting(failed)
    guard
      let diagram = try? DecisionDiagram(
        model.formulas, root: question.formula, order: model.inOrder(events),
        failed: failed, nodeBudget: Self.nodeBudget), !diagram.isAlwaysDown
    else { return nil }
    return diagram.smallestCut().map { $0 - 1 }
  }

  /// What a service survives of some elements of one class, as `class:name`; `nil` where it does
  /// not work with nothing failed, or that is not known.
  package func figures(of service: Service, among labels: [String]) -> ToleranceRow.Figures? {
    guard status(of: service) == .works, let question = question(service, labels),
      let answer = classAnswer(to: question)
    else { return nil }
    guard let cut = answer.weakestCut, let bestCase = answer.bestCase else {
      return ToleranceRow.Figures(
        guaranteed: labels.count, bestCase: labels.count, weakestCut: nil, cuts: "0")
    }
    let stopping = labels.filter { !events(of: [$0]).isDisjoint(with: cut) }
    return ToleranceRow.Figures(
      guaranteed: cut.count - 1, bestCase: bestCase, weakestCut: stopping, cuts: answer.cuts)
  }

  private func question(_ service: Service, _ labels: [String]) -> ClassQuestion? {
    guard let className = labels.first?.prefix(while: { $0 != ":" }),
      gap(of: service, against: String(className)) == nil,
      case .when(let formula)? = model.failing[service]
    else { return nil }
    return ClassQuestion(formula, labels.flatMap { events(of: [$0]).sorted() })
  }

  /// The events of elements by their labels.
  func events(of names: [String]) -> Set<Int> {
    Set(names.compactMap { eventsByLabel[$0] })
  }
}
