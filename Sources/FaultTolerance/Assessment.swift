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
  private var answers: [ClassAnswers] = []
  /// By level, of the model that suspects it.
  private var suspectAnswers: [String: ClassAnswers] = [:]
  /// By formula, whether it asks for each base event.
  private var supports: [Formula: [Bool]] = [:]
  private var suspectModels: [Set<String>: SystemModel] = [:]
  private var singlePoints = ServiceTable<[String]>()
  /// By base event; see `chances(for:)`.
  private(set) lazy var chances = assumedChances
  private var weighed: [WeighedFormula] = []
  /// `nil` where any one machine and any one domain is survived, or that is not known.
  package private(set) lazy var smallestChange = findSmallestChange()

  /// Computes nothing yet.
  package init(_ cluster: Cluster) { self.cluster = cluster }

  /// The classes that have elements, in the order of reports: `node`, `etcd-member`, `api-server`,
  /// `controller-manager`, `scheduler`, `load-balancer`, `machine`, then the domain levels.
  package var classes: [String] { model.classes.map(\.name) }

  /// The names of a class's elements, by Unicode scalars; empty where the cluster has no such class.
  package func elements(of className: String) -> [String] {
    model.elementClass(className)?.elements.map(\.name) ?? []
  }

  /// Answers now what every table asks, so that it is known when it is printed; what the answers
  /// came from is given back. `advises`: what would help, too.
  package func answerTables(advises: Bool) {
    if advises { _ = smallestChange }
    for service in Service.allCases {
      _ = tolerance(of: service)
      _ = singlePointsOfFailure(of: service)
      _ = availability(of: service)
    }
    (answers, suspectAnswers, suspectModels) = ([], [:], [:])
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

  /// `nil` beyond the budget.
  func classAnswer(to asked: ClassQuestion) -> ClassAnswer? {
    if asked.events.count <= Self.mostElements {
      return answers(asked.events).answer(to: asked.formula)
    }
    // What a formula does not ask for changes nothing, and may fail as well.
    let support = support(of: asked.formula)
    let relevant = asked.events.filter { support[$0] }
    guard relevant.count <= Self.mostElements else { return nil }
    let others = asked.events.count - relevant.count
    return answers(relevant).answer(to: asked.formula).map { answer in
      ClassAnswer(
        weakestCut: answer.weakestCut, bestCase: answer.bestCase.map { $0 + others },
        cuts: answer.cuts)
    }
  }

  private func answers(_ events: [Int]) -> ClassAnswers {
    if let known = answers.first(where: { $0.events == events }) { return known }
    let new = ClassAnswers(model, events)
    answers.append(new)
    return new
  }

  /// What failures at a level come to where all that has no name there hangs on each domain; `nil`
  /// beyond the budget.
  func worstDiagram(of service: Service, against elements: ElementClass) -> DecisionDiagram? {
    guard elements.elements.count <= Self.mostElements else { return nil }
    let worst = model(suspecting: [elements.name])
    guard case .when(let formula)? = worst.failing[service] else { return nil }
    if let known = suspectAnswers[elements.name] { return known.diagram(of: formula) }
    let new = ClassAnswers(worst, elements.elements.map(\.event))
    suspectAnswers[elements.name] = new
    return new.diagram(of: formula)
  }

  private func support(of formula: Formula) -> [Bool] {
    if let known = supports[formula] { return known }
    var support = Array(repeating: false, count: model.events.count)
    for event in model.formulas.events(under: formula) { support[event] = true }
    supports[formula] = support
    return support
  }

  /// Elements of any class whose failure alone stops the service, as `class:name`, in class, then
  /// name order; `nil` where the status is not works.
  package func singlePointsOfFailure(of service: Service) -> [String]? {
    guard status(of: service) == .works, case .when(let formula)? = model.failing[service] else {
      return nil
    }
    if let known = singlePoints[service] { return known }
    let causes = model.formulas.singleCauses(of: formula)
    let points = causes.isEmpty ? [] : model.classes.flatMap { $0.labels(of: causes) }
    singlePoints[service] = points
    return points
  }

  /// What the assumptions say of a formula; services often share it. `nil` beyond the budget.
  func weighed(_ formula: Formula, _ chances: [Double]) -> WeighedFormula? {
    if let known = weighed.first(where: { $0.formulas.contains(formula) }) { return known }
    guard
      let diagram = try? DecisionDiagram(
        model.formulas, root: formula, order: model.order.filter { chances[$0] > 0 },
        nodeBudget: Self.nodeBudget)
    else { return nil }
    if let same = weighed.first(where: { $0.diagram.isSame(as: diagram) }) {
      same.formulas.insert(formula)
      return same
    }
    let new = WeighedFormula(formula, diagram, chances)
    weighed.append(new)
    return new
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
