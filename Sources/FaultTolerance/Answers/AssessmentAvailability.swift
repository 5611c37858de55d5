internal import ClusterModel
internal import Reliability

extension Assessment {
  /// The fraction of time the service is down under the cluster's assumptions, by independent
  /// failures of what has a probability; `nil` without any, or where it is not known.
  package func unavailability(of service: Service) -> Double? {
    weighed(service)?.unavailability
  }

  /// All that the assumptions say of a service; `nil` where `unavailability(of:)` is, where it
  /// does not work with nothing failed, and where the
  /// minimal cut sets or the importance of events are beyond the budget.
  package func availability(of service: Service) -> Availability? {
    guard status(of: service) == .works, let weighed = weighed(service) else { return nil }
    if let known = weighed.details { return known }
    let details = details(of: weighed)
    weighed.details = .some(details)
    return details
  }

  private func weighed(_ service: Service) -> WeighedFormula? {
    guard case .when(let formula)? = model.failing[service], let chances = chances(for: service)
    else { return nil }
    return weighed(formula, chances)
  }

  private func details(of weighed: WeighedFormula) -> Availability? {
    let (diagram, unavailability) = (weighed.diagram, weighed.unavailability)
    let labels = model.events.map(\.label)
    let byName = labels.indices.sorted { Element.precedes(labels[$0], labels[$1]) }
    guard let cuts = try? diagram.minimalCutSets(nodeBudget: Self.nodeBudget),
      let smallest = try? cuts.smallest(limit: 20, inOrder: byName),
      let question = try? ImportanceQuestion(
        diagram, weighed.chances, unavailability, nodeBudget: Self.nodeBudget)
    else { return nil }
    let importance = diagram.order.map { question.importance(of: $0, named: labels[$0]) }
    let frequency = question.frequency { failing(of: model.events[$0])?.repairHours }
    let isMoving = (frequency ?? 0) > 0
    return Availability(
      unavailability: unavailability, cutSets: cuts.count.description,
      cutSetsByOrder: cuts.countByOrder().mapValues(\.description),
      smallestCutSets: smallest.map { $0.map { labels[$0] } },
      importance: importance.sorted(by: ImportanceQuestion.precedes),
      frequencyPerHour: frequency,
      meanHoursBetweenFailures: frequency.flatMap { isMoving ? (1 - unavailability) / $0 : nil },
      meanHoursDown: frequency.flatMap { isMoving ? unavailability / $0 : nil })
  }

  /// By event, how likely it has happened, 0 where nothing is assumed; `nil` without assumptions,
  /// and where machines are assumed to fail of which it is not known what stands on them.
  func chances(for service: Service) -> [Double]? {
    guard let chances else { return nil }
    let machines = model.elementClass(FailureClass.machine.rawValue)?.elements ?? []
    if model.machineGaps[service] != nil, machines.contains(where: { chances[$0.event] > 0 }) {
      return nil
    }
    return chances
  }

  /// By event; `nil` without assumptions.
  var assumedChances: [Double]? {
    guard let assumptions = cluster.assumptions,
      !assumptions.classes.isEmpty || !assumptions.elements.isEmpty
    else { return nil }
    return model.events.map { failing(of: $0)?.unavailability ?? 0 }
  }

  /// A node is an element of two classes; what is said of nodes is nearer.
  private func failing(of element: Element) -> Assumptions.Failing? {
    let found = cluster.assumptions?.failing(of: element.className, element.name)
    guard found == nil, element.className == FailureClass.node.rawValue else { return found }
    return cluster.assumptions?.failing(of: FailureClass.machine.rawValue, element.name)
  }
}
