internal import ClusterModel
internal import FaultTolerance

/// How many failures of each class each service survives for sure, and what stops it.
struct ToleranceTable {
  /// Columns beside the service's name and the last one.
  private static let mostClasses = 4

  let header: [String]
  let rows: [[ReviewTable.Cell]]

  init(_ cluster: Cluster, _ assessment: Assessment) {
    let classes = Self.classes(cluster, assessment)
    header =
      ["Service"] + classes.map { Self.title($0, assessment) } + ["Smallest set that stops it"]
    rows = Service.allCases.map { Self.row($0, classes, assessment) }
  }

  /// The classes that a review asks about: machines where balancers have their own, members where
  /// etcd is external, balancers, then the domain levels.
  private static func classes(_ cluster: Cluster, _ assessment: Assessment) -> [String] {
    let known = assessment.classes
    var wanted: [String] = []
    let nodes = assessment.elements(of: "node").count
    let machines = assessment.elements(of: "machine").count
    wanted.append(machines > nodes ? "machine" : "node")
    wanted.append(contentsOf: ["etcd-member", "load-balancer"])
    wanted.append(contentsOf: cluster.levels)
    return Array(wanted.filter(known.contains).prefix(mostClasses))
  }

  private static func title(_ className: String, _ assessment: Assessment) -> String {
    let total = assessment.elements(of: className).count
    return "\(Wording.plural(Wording.noun(of: className))) (\(total))"
  }

  private static func row(
    _ service: Service, _ classes: [String], _ assessment: Assessment
  ) -> [ReviewTable.Cell] {
    let status = assessment.status(of: service)
    let rows = classes.compactMap { assessment.tolerance(of: service, against: $0) }
    let cells = rows.map { cell($0, status) }
    return [ReviewTable.Cell(text: service.rawValue)] + cells + [weakest(rows, status)]
  }

  private static func cell(_ row: ToleranceRow, _ status: ServiceStatus) -> ReviewTable.Cell {
    guard let figures = row.figures else {
      return ReviewTable.Cell(text: status == .down ? "down" : "not known", isBad: status == .down)
    }
    guard figures.weakestCut != nil else {
      return ReviewTable.Cell(text: row.isUpperBound ? "not known" : "any")
    }
    let sign = row.isUpperBound ? "≤ " : ""
    return ReviewTable.Cell(
      text: "\(sign)\(figures.guaranteed)", isBad: figures.guaranteed == 0)
  }

  /// The smallest of the classes' weakest sets, those of domains last among equals.
  private static func weakest(
    _ rows: [ToleranceRow], _ status: ServiceStatus
  ) -> ReviewTable.Cell {
    switch status {
    case .down: return ReviewTable.Cell(text: "nothing has to fail", isBad: true)
    case .unknown(let reason): return ReviewTable.Cell(text: "not known: \(reason)")
    case .works: break
    }
    let cuts = rows.compactMap(\.figures?.weakestCut)
    guard let least = cuts.min(by: { $0.count < $1.count }) else {
      return ReviewTable.Cell(text: "–")
    }
    return ReviewTable.Cell(text: least.map(Wording.spoken).joined(separator: " + "))
  }
}
