package import ClusterModel
internal import Reliability

extension Assessment {
  /// Whether a service survives failures.
  package enum Survival: Sendable, Hashable {
    case survives
    /// These stop it, as `class:name`; none where it is down as described.
    case fails(witness: [String])
    case unknown(String)
  }

  /// What still works after all of these, named `class:name`, have failed; names that the cluster
  /// does not have change nothing. `suspectingUnplaced`: whatever has no name at a level of one of
  /// these has failed with it.
  package func afterFailing(
    _ names: [String], suspectingUnplaced: Bool = false
  ) -> [Service: ServiceStatus] {
    let levels =
      suspectingUnplaced
      ? model.unplaced.keys.filter { level in
        names.contains { $0.hasPrefix("\(level):") }
      } : []
    let model = levels.isEmpty ? model : model(suspecting: Set(levels))
    let states = model.formulas.states(failed: events(of: names))
    return Dictionary(
      uniqueKeysWithValues: Service.allCases.map { ($0, model.status(of: $0, in: states)) })
  }

  /// Whether the service survives every combination of these failures at the same time. A witness
  /// is as small as any, in the order of `failures`.
  package func survives(_ failures: [Requirements.Failures], service: Service) -> Survival {
    switch status(of: service) {
    case .down: return .fails(witness: [])
    case .unknown(let reason): return .unknown(reason)
    case .works: break
    }
    let classes = failures.compactMap { model.elementClass($0.className) }
    guard let witness = witness(failures, service, in: model) else {
      return .unknown(Self.budgetReason)
    }
    if !witness.isEmpty { return .fails(witness: witness) }
    for failure in failures {
      if let reason = missing(failure.className, for: service) { return .unknown(reason) }
    }
    let levels = Set(classes.map(\.name)).intersection(model.unplaced.keys)
    if !levels.isEmpty {
      guard let worst = self.witness(failures, service, in: model(suspecting: levels)),
        worst.isEmpty
      else { return .unknown(reason(unplacedAt: levels)) }
    }
    return .survives
  }

  /// Whether the service survives these failures while any one node is drained.
  package func duringMaintenance(
    _ failures: [Requirements.Failures], service: Service
  ) -> Survival {
    let node = FailureClass.node.rawValue
    let others = failures.filter { $0.className != node }
    let nodes = failures.filter { $0.className == node }.reduce(1) { $0 + min($1.count, 1_000_000) }
    return survives([.init(className: node, count: nodes)] + others, service: service)
  }

  /// Failures that stop the service, as few as possible; empty where none do, `nil` where that is
  /// beyond the budget.
  private func witness(
    _ failures: [Requirements.Failures], _ service: Service, in model: SystemModel
  ) -> [String]? {
    guard case .when(let formula)? = model.failing[service] else { return nil }
    let limits = FailureLimits(failures, model.classes)
    guard limits.events.count <= Self.mostElements else { return nil }
    do {
      let diagram = try DecisionDiagram(
        model.formulas, root: formula, order: model.inOrder(limits.events),
        nodeBudget: Self.nodeBudget)
      let cut = try diagram.smallestJointCut(
        limits: limits.limits, inOrder: limits.ranking, nodeBudget: Self.nodeBudget)
      return labels(of: cut ?? [], failures)
    } catch {
      return nil
    }
  }

  /// Each event under the first of the classes that it was counted in.
  private func labels(of stop: [Int], _ failures: [Requirements.Failures]) -> [String] {
    var left = Set(stop)
    var labels: [String] = []
    for failure in failures {
      guard let elements = model.elementClass(failure.className) else { continue }
      labels += elements.labels(of: left)
      left.subtract(elements.elements.map(\.event))
    }
    return labels
  }

  private func missing(_ className: String, for service: Service) -> String? {
    if let reason = gap(of: service, against: className) { return reason }
    guard model.elementClass(className) == nil else { return nil }
    switch FailureClass(rawValue: className) {
    case .loadBalancer: return cluster.balancers.isEmpty ? "no load balancer is described" : nil
    case nil: return "nothing has a \(className)"
    default: return nil
    }
  }

  private func reason(unplacedAt levels: Set<String>) -> String {
    let level = cluster.levels.first(where: levels.contains) ?? ""
    let names = (model.unplaced[level] ?? []).map(\.element.name)
    return
      "\(names.first ?? "something")\(names.count > 1 ? " and others have" : " has") no \(level)"
  }
}
