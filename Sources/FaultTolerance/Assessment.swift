package import ClusterModel
internal import Reliability

/// What a cluster survives; each answer is computed when somebody first asks for it. An assessment
/// belongs to the task that asks it.
package final class Assessment {
  /// What is assessed.
  package let cluster: Cluster

  private(set) lazy var model = SystemModel(cluster)
  /// Elements of every class by `class:name`.
  private(set) lazy var eventsByLabel: [String: Int] = {
    let labels = model.classes.flatMap { elements in
      elements.elements.indices.map { (elements.label($0), elements.elements[$0].event) }
    }
    return Dictionary(labels, uniquingKeysWith: { first, _ in first })
  }()
  private var statuses = ServiceTable<ServiceStatus>()
  private var rows = ServiceTable<[String: ToleranceRow]>()
  private var answers:
    [(question: ClassQuestion, diagram: DecisionDiagram?, answer: ClassAnswer?)] =
      []
  private var supports: [Formula: Set<Int>] = [:]
  private var suspectModels: [Set<String>: SystemModel] = [:]

  /// Computes nothing yet.
  package init(_ cluster: Cluster) { self.cluster = cluster }

  /// The classes that have elements, in the order of reports: `node`, `etcd-member`, `api-server`,
  /// `controller-manager`, `scheduler`, `load-balancer`, `machine`, then the domain levels.
  package var classes: [String] { model.classes.map(\.name) }

  /// The names of a class's elements, by Unicode scalars; empty where the cluster has no such class.
  package func elements(of className: String) -> [String] {
    model.elementClass(className)?.elements.map(\.name) ?? []
  }

  /// What is known of a service with nothing failed.
  package func status(of service: Service) -> ServiceStatus {
    if let status = statuses[service] { return status }
    let status = model.status(of: service)
    statuses[service] = status
    return status
  }

  /// One row for each of `classes`.
  package func tolerance(of service: Service) -> [ToleranceRow] {
    model.classes.map { tolerance(of: service, against: $0) }
  }

  /// The row of one class; `nil` where the cluster has no such class.
  package func tolerance(of service: Service, against className: String) -> ToleranceRow? {
    model.elementClass(className).map { tolerance(of: service, against: $0) }
  }

  private func tolerance(of service: Service, against elements: ElementClass) -> ToleranceRow {
    if let row = rows[service]?[elements.name] { return row }
    let row = ToleranceQuestion(self, service, elements).row
    var known = rows[service] ?? [:]
    known[elements.name] = row
    rows[service] = known
    return row
  }

  /// The answer to one question, kept: several services and classes often ask the same. `nil`
  /// beyond the budget.
  func classAnswer(to asked: ClassQuestion) -> ClassAnswer? {
    // What a formula does not ask for changes nothing, and may fail as well.
    let relevant = asked.events.filter(support(of: asked.formula).contains)
    if relevant.isEmpty { return ClassAnswer(weakestCut: nil, bestCase: nil, cuts: "0") }
    let others = asked.events.count - relevant.count
    return answer(to: ClassQuestion(asked.formula, relevant)).map { answer in
      ClassAnswer(
        weakestCut: answer.weakestCut, bestCase: answer.bestCase.map { $0 + others },
        cuts: answer.cuts)
    }
  }

  private func answer(to question: ClassQuestion) -> ClassAnswer? {
    if let known = answers.first(where: { $0.question == question }) { return known.answer }
    let diagram = question.diagram(in: model)
    // Different formulas often come to the same diagram, which says everything.
    let same = answers.first { known in
      known.question.events == question.events && known.diagram?.isSame(as: diagram) == true
    }
    let answer = same.map(\.answer) ?? diagram.flatMap(question.answer)
    answers.append((question, diagram, answer))
    return answer
  }

  private func support(of formula: Formula) -> Set<Int> {
    if let known = supports[formula] { return known }
    let support = model.formulas.events(under: formula)
    supports[formula] = support
    return support
  }

  /// The model in which everything without a name at these levels is suspected to hang on the
  /// domain that happens to fail.
  func model(suspecting levels: Set<String>) -> SystemModel {
    if let model = suspectModels[levels] { return model }
    let model = SystemModel(cluster, suspectLevels: levels)
    suspectModels[levels] = model
    return model
  }
}
