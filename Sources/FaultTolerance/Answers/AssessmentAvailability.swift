internal import ClusterModel
internal import Reliability

extension Assessment {
  /// The fraction of time the service is down under the cluster's assumptions, by independent
  /// failures of what has a probability; `nil` without any, or where it is not known.
  package func unavailability(of service: Service) -> Double? {
    guard let (diagram, probabilities) = availabilityDiagram(of: service) else { return nil }
    return diagram.probability(of: probabilities)
  }

  /// All that the assumptions say of a service; `nil` where `unavailability(of:)` is, where it
  /// does not work with nothing failed, and where the
  /// minimal cut sets or the importance of events are beyond the budget.
  package func availability(of service: Service) -> Availability? {
    guard status(of: service) == .works,
      let (diagram, probabilities) = availabilityDiagram(of: service)
    else { return nil }
    let unavailability = diagram.probability(of: probabilities)
    guard let cuts = try? diagram.minimalCutSets(nodeBudget: Self.nodeBudget),
      let smallest = try? cuts.smallest(limit: 20, inOrder: eventsByName),
      let question = try? ImportanceQuestion(
        diagram, probabilities, unavailability, nodeBudget: Self.nodeBudget)
    else { return nil }
    let importance = diagram.order.map { event in
      question.importance(of: event, named: model.events[event].label)
    }
    let frequency = question.frequency { failing(of: model.events[$0])?.repairHours }
    let isMoving = (frequency ?? 0) > 0
    return Availability(
      unavailability: unavailability, cutSets: cuts.count.description,
      cutSetsByOrder: cuts.countByOrder().mapValues(\.description),
      smallestCutSets: smallest.map { $0.map { model.events[$0].label } },
      importance: importance.sorted(by: ImportanceQuestion.precedes),
      frequencyPerHour: frequency,
      meanHoursBetweenFailures: frequency.flatMap { isMoving ? (1 - unavailability) / $0 : nil },
      meanHoursDown: frequency.flatMap { isMoving ? unavailability / $0 : nil })
  }

  private func availabilityDiagram(of service: Service) -> (DecisionDiagram, [Double])? {
    guard case .when(let formula)? = model.failing[service], let chances = chances(for: service)
    else { return nil }
    let diagram = try? DecisionDiagram(
      model.formulas, root: formula, order: model.order.filter { chances[$0] > 0 },
      nodeBudget: Self.nodeBudget)
    return diagram.map { ($0, chances) }
  }

  /// By event, how likely it has happened, 0 where nothing is assumed; `nil` without assumptions,
  /// and where machines are assumed to fail of which it is not known what stands on them.
  func chances(for service: Service) -> [Double]? {
    guard let assumptions = cluster.assumptions,
      !assumptions.classes.isEmpty || !assumptions.elements.isEmpty
    else { return nil }
    let chances = model.events.map { failing(of: $0)?.unavailability ?? 0 }
    let machines = model.elementClass(FailureClass.machine.rawValue)?.elements ?? []
    if model.machineGaps[service] != nil, machines.contains(where: { chances[$0.event] > 0 }) {
      return nil
    }
    return chances
  }

  /// A node is an element of two classes; what is said of nodes is nearer.
  private func failing(of element: Element) -> Assumptions.Failing? {
    let found = cluster.assumptions?.failing(of: element.className, element.name)
    guard found == nil, element.className == FailureClass.node.rawValue else { return found }
    return cluster.assumptions?.failing(of: FailureClass.machine.rawValue, element.name)
  }

  private var eventsByName: [Int] {
    model.events.indices.sorted {
      Element.precedes(model.events[$0].label, model.events[$1].label)
    }
  }
}
