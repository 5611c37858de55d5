internal import ClusterModel
internal import FaultTolerance

/// What works when something fails: a row for each failure that a review asks about.
struct FailureMatrix {
  static let header = [
    "If this fails", "API writes", "Scheduling, controllers", "Nodes stay Ready", "Left to lose",
  ]
  /// Domains of one level that get a row each; with more, the level gets rows by number.
  private static let mostDomains = 9

  private let cluster: Cluster
  private let assessment: Assessment
  private(set) var rows: [[ReviewTable.Cell]] = []

  private static let columns: [[Service]] = [
    [.apiWrite], [.scheduling, .reconciliation], [.nodeHeartbeats],
  ]

  init(_ cluster: Cluster, _ assessment: Assessment) {
    self.cluster = cluster
    self.assessment = assessment
    guard assessment.status(of: .controlPlane) == .works else { return }
    addCounts(of: .node, "node")
    addCounts(of: .loadBalancer, "balancer")
    for level in cluster.levels { add(level: level) }
    addMaintenance()
  }

  /// Any k of a class: the greatest number that is survived, and one more.
  private mutating func addCounts(of kind: FailureClass, _ noun: String) {
    let className = kind.rawValue
    guard let total = assessment.tolerance(of: .apiWrite, against: className)?.total else { return }
    let guaranteed = Set(
      Self.columns.joined().compactMap {
        assessment.tolerance(of: $0, against: className)?.figures?.guaranteed
      })
    var counts = Set(guaranteed.flatMap { [$0, $0 + 1] })
    counts.formIntersection(1...max(1, total))
    for count in counts.sorted() {
      let title =
        total == 1
        ? "the only \(noun)"
        : count == total && count > 1
          ? "all \(count) \(noun)s"
          : "any \(CheckText.counted(count, noun))"
      let cells = Self.columns.map { services in
        word(services.map { outcome($0, className, count) })
      }
      rows.append(
        [ReviewTable.Cell(text: title)] + cells + [left(after: count, of: className, noun)])
    }
  }

  private enum Outcome: Int {
    case works, mayFail, down, unknown
  }

  private func outcome(_ service: Service, _ className: String, _ count: Int) -> Outcome {
    guard let row = assessment.tolerance(of: service, against: className),
      let figures = row.figures
    else { return .unknown }
    guard figures.weakestCut != nil else { return .works }
    if count <= figures.guaranteed { return row.isUpperBound ? .unknown : .works }
    return count > figures.bestCase ? .down : .mayFail
  }

  private func word(_ outcomes: [Outcome]) -> ReviewTable.Cell {
    switch outcomes.max(by: { $0.rawValue < $1.rawValue }) ?? .unknown {
    case .works: ReviewTable.Cell(text: "works")
    case .mayFail: ReviewTable.Cell(text: "down in the worst case", isBad: true)
    case .down: ReviewTable.Cell(text: "down", isBad: true)
    case .unknown: ReviewTable.Cell(text: "not known")
    }
  }

  private func left(after count: Int, of className: String, _ noun: String) -> ReviewTable.Cell {
    guard let figures = assessment.tolerance(of: .controlPlane, against: className)?.figures,
      count <= figures.guaranteed
    else { return ReviewTable.Cell(text: "–") }
    return ReviewTable.Cell(
      text: figures.weakestCut == nil
        ? "–" : CheckText.counted(figures.guaranteed - count, noun))
  }

  // MARK: Domains

  private mutating func add(level: String) {
    let names = assessment.elements(of: level)
    guard names.count <= Self.mostDomains else {
      addDomains(byNumber: level)
      return
    }
    for name in names {
      let label = "\(level):\(name)"
      let after = assessment.afterFailing([label])
      let cells = Self.columns.map { services in
        word(services.map { status(after[$0]) })
      }
      let left = assessment.left(of: .controlPlane, against: "node", afterFailing: [label])
      rows.append(
        [ReviewTable.Cell(text: "\(level) \(name)")] + cells
          + [ReviewTable.Cell(text: left.map { CheckText.counted($0, "node") } ?? "–")])
    }
  }

  private func status(_ status: ServiceStatus?) -> Outcome {
    switch status {
    case .works: .works
    case .down: .down
    case .unknown, nil: .unknown
    }
  }

  private mutating func addDomains(byNumber level: String) {
    guard let figures = assessment.tolerance(of: .controlPlane, against: level)?.figures else {
      return
    }
    for count in [figures.guaranteed, figures.guaranteed + 1] where count > 0 {
      let cells = Self.columns.map { services in word(services.map { outcome($0, level, count) }) }
      rows.append(
        [ReviewTable.Cell(text: "any \(CheckText.counted(count, level))")] + cells
          + [left(after: count, of: level, level)])
    }
  }

  /// One node in maintenance while others fail.
  private mutating func addMaintenance() {
    guard let figures = assessment.tolerance(of: .controlPlane, against: "node")?.figures,
      figures.guaranteed > 0, figures.weakestCut != nil
    else { return }
    let cells = Self.columns.map { services in
      word(services.map { outcome($0, "node", 2) })
    }
    rows.append(
      [ReviewTable.Cell(text: "1 node in maintenance + any other node")] + cells
        + [left(after: 2, of: "node", "node")])
  }
}
