internal import ClusterModel
internal import FaultTolerance
internal import Syntax

/// What works when something fails: a row for each failure that a review asks about.
struct FailureMatrix {
  static let header = [
    "If this fails", "API writes", "Scheduling, controllers", "Nodes stay Ready", "Left to lose",
  ]
  /// Domains of one level that are looked at one by one; with more, the level gets rows by number.
  static let mostDomains = 12
  /// Signs of the remarks below the table, until they are numbered as they are used.
  static let leaderSign = "¹"
  static let outageSign = "²"
  static let unplacedSign = "³"

  static let columns: [[Service]] = [
    [.apiWrite], [.scheduling, .reconciliation], [.nodeHeartbeats],
  ]

  let cluster: Cluster
  let assessment: Assessment
  let kinds: [MachineKind]
  let balancers: MachineKind?
  private(set) var rows: [[ReviewTable.Cell]] = []
  /// The remarks that cells carry a sign for, each with its sign.
  private(set) var footnotes: [String] = []
  /// How long a new leader takes.
  private let takeover: String?

  init(_ cluster: Cluster, _ assessment: Assessment) {
    self.cluster = cluster
    self.assessment = assessment
    kinds = MachineKind.machines(of: cluster)
    // Of a partial list nothing can be said.
    balancers = cluster.balancersStatedAt == nil ? nil : MachineKind.balancers(assessment)
    takeover = ReviewFacts.takeover(assessment)
    guard assessment.status(of: .controlPlane) == .works else { return }
    addMachines()
    if let balancers { addCounts(of: balancers, movesLeader: false) }
    for level in cluster.levels { addDomains(of: level) }
    addMaintenance()
    addRequirements()
    addFootnotes()
  }

  /// The remarks whose signs are used, and the signs numbered from 1 on.
  private mutating func addFootnotes() {
    let signs = [Self.leaderSign, Self.outageSign, Self.unplacedSign]
    let remarks = [takeover ?? "", ReviewFacts.outage, ReviewFacts.unplaced]
    let texts = rows.flatMap { $0.dropFirst() }.map(\.text)
    for (sign, remark) in zip(signs, remarks) where texts.contains(where: { $0.hasSuffix(sign) }) {
      let number = signs[footnotes.count]
      footnotes.append("\(number) \(remark)")
      guard number != sign else { continue }
      for row in rows.indices {
        for column in rows[row].indices.dropFirst() where rows[row][column].text.hasSuffix(sign) {
          rows[row][column].text.removeLast()
          rows[row][column].text += number
        }
      }
    }
  }

  mutating func add(_ title: String, _ cells: [ReviewTable.Cell], _ left: String) {
    let isBad = cells.allSatisfy(\.isBad)
    rows.append(
      [ReviewTable.Cell(text: title, isBad: isBad)] + cells + [ReviewTable.Cell(text: left)])
  }

  /// A cell for each column. `movesLeader` where what fails may run the active controller manager
  /// or scheduler.
  func cells(
    movesLeader: Bool, _ outcome: (Service) -> MatrixOutcome
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
      case .worksIfElsewhere: return ReviewTable.Cell(text: "works" + Self.unplacedSign)
      case .unknown: return ReviewTable.Cell(text: "not known")
      }
    }
  }

  // MARK: Machines

  private mutating func addMachines() {
    guard kinds.count > 1 else {
      if let kind = kinds.first { addCounts(of: kind, movesLeader: true) }
      return
    }
    // Any machines first; then each kind, where that says more.
    let all = MachineKind.all(of: kinds, assessment)
    let survived = assessment.figures(of: .controlPlane, among: all.labels)?.guaranteed ?? 0
    if survived > 0 { addCount(survived, of: all, movesLeader: true) }
    for kind in kinds {
      addCounts(of: kind, movesLeader: kind.noun == "master", beyond: survived)
    }
  }

  /// Any k of a kind: the greatest number that is survived, and one more; where single ones stop
  /// something and others do not, each by its name.
  private mutating func addCounts(
    of kind: MachineKind, movesLeader: Bool, beyond known: Int = 0
  ) {
    let guaranteed = Set(
      Self.columns.joined().compactMap { service -> Int? in
        let figures = assessment.figures(of: service, among: kind.labels)
        return figures?.weakestCut == nil ? nil : figures?.guaranteed
      })
    var counts = Set(guaranteed.flatMap { [$0, $0 + 1] })
    if guaranteed.isEmpty { counts = [kind.labels.count] }
    counts.formIntersection((known + 1)...max(known + 1, kind.labels.count))
    for count in counts.sorted().prefix(4) where count <= kind.labels.count {
      if count == 1, guaranteed.contains(0), kind.labels.count > 1 {
        addEach(
          of: kind.labels.map { label in
            let name = String(label.drop { $0 != ":" }.dropFirst())
            return Single(label: label, name: name, movesLeader: movesLeader)
          })
      } else {
        addCount(count, of: kind, movesLeader: movesLeader)
      }
    }
  }

  private mutating func addCount(_ count: Int, of kind: MachineKind, movesLeader: Bool) {
    var cells = cells(movesLeader: movesLeader) {
      MatrixOutcome(assessment.figures(of: $0, among: kind.labels), after: count)
    }
    if kind.noun == "balancer", cells[0].text == "works", sharesAddress {
      cells[0] = ReviewTable.Cell(text: "works (VIP moves)")
    }
    add(kind.title(of: count), cells, left(after: count, of: kind))
  }

  private var sharesAddress: Bool {
    let vips = Set(cluster.balancers.map { $0.vip?.value })
    return vips.count == 1 && vips.first != .some(nil)
  }

  private func left(after count: Int, of kind: MachineKind) -> String {
    guard let figures = assessment.figures(of: .controlPlane, among: kind.labels),
      figures.weakestCut != nil, count <= figures.guaranteed
    else { return "–" }
    return Wording.counted(figures.guaranteed - count, kind.noun)
  }

  // MARK: Maintenance and requirements

  /// One machine in maintenance while others fail.
  private mutating func addMaintenance() {
    let all = MachineKind.all(of: kinds, assessment)
    guard let figures = assessment.figures(of: .controlPlane, among: all.labels),
      figures.guaranteed > 0, figures.weakestCut != nil
    else { return }
    let cells = cells(movesLeader: true) {
      MatrixOutcome(assessment.figures(of: $0, among: all.labels), after: 2)
    }
    add(
      "1 \(all.noun) in maintenance + any other \(all.noun)", cells, left(after: 2, of: all))
  }

  /// What the team promises to survive of several classes at the same time.
  private mutating func addRequirements() {
    var seen: Set<[Requirements.Failures]> = []
    for failures in (cluster.requirements?.survive ?? []).map(\.failures)
    where failures.count > 1 && seen.insert(failures).inserted {
      let title = failures.map { Wording.counted($0.count, Wording.noun(of: $0.className)) }
      let cells = cells(movesLeader: true) {
        MatrixOutcome(assessment.survives(failures, service: $0))
      }
      add("any \(title.joined(separator: " + "))", cells, left(after: failures))
    }
  }

  /// How many machines more may fail beside all of these.
  private func left(after failures: [Requirements.Failures]) -> String {
    let all = MachineKind.all(of: kinds, assessment)
    guard let className = all.labels.first?.prefix(while: { $0 != ":" }) else { return "–" }
    func survives(_ count: Int) -> Bool {
      let more = Requirements.Failures(className: String(className), count: count)
      return assessment.survives(failures.adding(more), service: .controlPlane) == .survives
    }
    guard survives(0) else { return "–" }
    let count = (0..<all.labels.count).first { !survives($0 + 1) }
    return count.map { Wording.counted($0, all.noun) } ?? "–"
  }
}

extension [Requirements.Failures] {
  /// With further failures of one class, counted with those of it that are there.
  fileprivate func adding(_ more: Requirements.Failures) -> [Requirements.Failures] {
    let others = filter { $0.className != more.className }
    let count = filter { $0.className == more.className }.reduce(more.count) { $0 + $1.count }
    return count > 0 ? others + [.init(className: more.className, count: count)] : others
  }
}
