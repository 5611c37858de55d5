internal import ClusterModel
internal import Reliability

extension Assessment {
  /// The fraction of time the service is down under the cluster's assumptions, by independent
  /// failures of what has a probability; `nil` without any, or where it is not known.
  package func unavailability(of service: Service) -> Double? {
    guard let assumptions = cluster.assumptions,
      !assumptions.classes.isEmpty || !assumptions.elements.isEmpty,
      case .when(let formula)? = model.failing[service]
    else { return nil }
    let probabilities = probabilities(assumptions)
    let machines = model.elementClass(FailureClass.machine.rawValue)?.elements ?? []
    if model.machineGaps[service] != nil, machines.contains(where: { probabilities[$0.event] > 0 })
    {
      return nil
    }
    let diagram = try? DecisionDiagram(
      model.formulas, root: formula, order: model.order.filter { probabilities[$0] > 0 },
      nodeBudget: Self.nodeBudget)
    return diagram?.probability(of: probabilities)
  }

  /// By base event; 0 for what never fails.
  private func probabilities(_ assumptions: Assumptions) -> [Double] {
    model.events.map { element in
      let failing = assumptions.failing(of: element.className, element.name)
      // A node is an element of two classes; what is said of nodes is nearer.
      let machine =
        element.className == FailureClass.node.rawValue
        ? assumptions.failing(of: FailureClass.machine.rawValue, element.name) : nil
      return (failing ?? machine)?.unavailability ?? 0
    }
  }
}
