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
  /// The remarks that cells carry a sign for, each with its sign.
  private(set) var footnotes: [String] = []
  /// How long a new leader takes.
  private let takeover: String?

  private static let columns: [[Service]] = [
    [.apiWrite], [.scheduling, .reconciliation], [.nodeHeartbeats],
  ]

  init(_ cluster: Cluster, _ assessment: Assessment) {
    self.cluster = cluster
    self.assessment = assessment
    takeover = ReviewFacts.takeover(assessment)
    guard assessment.status(of: .controlPlane) == .works else { return }
    addCounts(of: .node, "node")
    addCounts(of: .loadBalancer, "balancer")
    for level in cluster.levels { add(level: level) }
    addMaintenance()
    addRequirements()
    let texts = rows.flatMap { $0.dropFirst() }.map(\.text)
    for (sign, remark) in [
      (Self.leaderSign, takeover ?? ""), (Self.outageSign, ReviewFacts.outage),
    ]
    where texts.contains(where: { $0.hasSuffix(sign) }) {
      footnotes.append("\(sign) \(remark)")
    }
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
          ? "\(count == 2 ? "both" : "all \(count)") \(Wording.plural(noun))"
          : "any \(Wording.counted(count, noun))"
      let cells = cells(movesLeader: kind == .node) { outcome($0, className, count) }
      rows.append(
        [ReviewTable.Cell(text: title)] + cells + [left(after: count, of: className, noun)])
    }
  }

  /// In the order of what a column of two services says: one that is down decides, one that is not
  /// known only beside one that works.
  private enum Outcome: Int {
    case works, unknown, mayFail, down
  }

  private func outcome(_ service: Service, _ className: String, _ count: Int) -> Outcome {
    guard let row = assessment.tolerance(of: service, against: className),
      let figures = row.figures
    else { return .unknown }
    guard figures.weakestCut != nil else { return .works }
    if count <= figures.guaranteed { return row.isUpperBound ? .unknown : .works }
    return count > figures.bestCase ? .down : .mayFail
  }

  private static let leaderSign = "¹"
  private static let outageSign = "²"

  /// A cell for each column. `movesLeader` where what fails may run the active controller manager
  /// or scheduler.
  private func cells(
    movesLeader: Bool, _ outcome: (Service) -> Outcome
  ) -> [ReviewTable.Cell] {
    Self.columns.map { services in
      let worst = services.map(outcome).max { $0.rawValue < $1.rawValue } ?? .unknown
      let isHeartbeats = services == [.nodeHeartbeats]
      let down = isHeartbeats ? "lost" : "down"
      let sign = isHeartbeats ? Self.outageSign : ""
      switch worst {
      case .works:
        let isMoved = movesLeader && takeover != nil && services.contains(.scheduling)
        return ReviewTable.Cell(text: "works" + (isMoved ? Self.leaderSign : ""))
      case .mayFail:
        return ReviewTable.Cell(text: "\(down) in the worst case\(sign)", isBad: true)
      case .down: return ReviewTable.Cell(text: down + sign, isBad: true)
      case .unknown: return ReviewTable.Cell(text: "not known")
      }
    }
  }

  private func left(after count: Int, of className: String, _ noun: String) -> ReviewTable.Cell {
    guard let figures = assessment.tolerance(of: .controlPlane, against: className)?.figures,
      count <= figures.guaranteed
    else { return ReviewTable.Cell(text: "–") }
    return ReviewTable.Cell(
      text: figures.weakestCut == nil
        ? "–" : Wording.counted(figures.guaranteed - count, noun))
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
      let cells = cells(movesLeader: holdsControlPlane(level, name)) { status(after[$0]) }
      rows.append(
        [ReviewTable.Cell(text: "\(level) \(name)", isBad: cells.contains(where: \.isBad))] + cells
          + [left(afterFailing: label)])
    }
  }

  /// What may fail beside a domain, of nodes and of balancers.
  private func left(afterFailing label: String) -> ReviewTable.Cell {
    let parts = [(FailureClass.node, "node"), (.loadBalancer, "balancer")].compactMap {
      kind, noun in
      assessment.left(of: .controlPlane, against: kind.rawValue, afterFailing: [label])
        .map { Wording.counted($0, noun) }
    }
    return ReviewTable.Cell(text: parts.isEmpty ? "–" : parts.joined(separator: ", "))
  }

  private func holdsControlPlane(_ level: String, _ name: String) -> Bool {
    cluster.controlPlaneNodes.contains { node in
      node.domains.contains { $0.level == level && $0.names.contains(name) }
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
      let cells = cells(movesLeader: true) { outcome($0, level, count) }
      rows.append(
        [ReviewTable.Cell(text: "any \(Wording.counted(count, level))")] + cells
          + [left(after: count, of: level, level)])
    }
  }

  /// One node in maintenance while others fail.
  private mutating func addMaintenance() {
    guard let figures = assessment.tolerance(of: .controlPlane, against: "node")?.figures,
      figures.guaranteed > 0, figures.weakestCut != nil
    else { return }
    let cells = cells(movesLeader: true) { outcome($0, FailureClass.node.rawValue, 2) }
    rows.append(
      [ReviewTable.Cell(text: "1 node in maintenance + any other node")] + cells
        + [left(after: 2, of: "node", "node")])
  }

  /// What the team promises to survive of several classes at the same time.
  private mutating func addRequirements() {
    var seen: Set<[Requirements.Failures]> = []
    for failures in (cluster.requirements?.survive ?? []).map(\.failures)
    where failures.count > 1 && seen.insert(failures).inserted {
      let title = failures.map { Wording.counted($0.count, $0.className) }
      let cells = cells(movesLeader: true) { service in
        switch assessment.survives(failures, service: service) {
        case .survives: .works
        case .fails: .mayFail
        case .unknown: .unknown
        }
      }
      rows.append(
        [ReviewTable.Cell(text: "any \(title.joined(separator: " + "))")] + cells
          + [ReviewTable.Cell(text: "–")])
    }
  }
}
