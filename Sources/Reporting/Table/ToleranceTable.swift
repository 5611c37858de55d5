internal import ClusterModel
internal import FaultTolerance

/// How many failures of each kind each service survives for sure, and what stops it.
struct ToleranceTable {
  /// Columns beside the service's name and the last one.
  private static let mostColumns = 4

  let header: [String]
  let rows: [[ReviewTable.Cell]]

  /// A column: a class, or machines of one kind.
  private struct Column {
    let title: String
    let className: String
    /// The least first where there are too many.
    let rank: Int
    /// `nil`: the whole class.
    var labels: [String]?
  }

  private static let services: [(Service, String)] = [
    (.apiWrite, "API writes"), (.nodeHeartbeats, "nodes stay Ready"), (.scheduling, "scheduling"),
    (.reconciliation, "controllers"), (.etcdQuorum, "etcd quorum"), (.controlPlane, "all of these"),
  ]

  init(_ cluster: Cluster, _ assessment: Assessment) {
    let columns = Self.columns(cluster, assessment)
    header = ["Service"] + columns.map(\.title) + ["Smallest set that stops it"]
    var rows: [[ReviewTable.Cell]] = []
    for (service, title) in Self.services {
      let row = Self.row(service, title, columns, assessment)
      let same = rows.firstIndex { $0.dropFirst().map(\.text) == row.dropFirst().map(\.text) }
      if let same {
        if service != .controlPlane { rows[same][0].text += ", \(title)" }
      } else {
        rows.append(row)
      }
    }
    if rows.count == 1 { rows[0][0].text = "every service" }
    self.rows = rows
  }

  /// What a review asks about: machines where there are several kinds, each kind, members where
  /// etcd stands apart, balancers, then the domain levels.
  private static func columns(_ cluster: Cluster, _ assessment: Assessment) -> [Column] {
    let kinds = MachineKind.machines(of: cluster)
    let machines = assessment.elements(of: "machine").count
    var columns: [Column] = []
    if machines > (kinds.first?.labels.count ?? 0) {
      columns.append(Column(title: "machines (\(machines))", className: "machine", rank: 1))
    }
    if kinds.count > 1 {
      let members = assessment.elements(of: "etcd-member").count
      columns.append(
        Column(title: "etcd members (\(members))", className: "etcd-member", rank: 2))
    }
    columns += kinds.filter { $0.noun == "master" }.map {
      Column(
        title: "masters (\($0.labels.count))", className: "node", rank: kinds.count > 1 ? 4 : 0,
        labels: $0.labels)
    }
    for (index, className) in (["load-balancer"] + cluster.levels).enumerated() {
      let count = assessment.elements(of: className).count
      guard count > 0 else { continue }
      let noun = Wording.plural(Wording.noun(of: className))
      let rank = index == 0 ? 3 : index == 1 ? 0 : 4 + index
      columns.append(Column(title: "\(noun) (\(count))", className: className, rank: rank))
    }
    let kept = Set(columns.map(\.rank).sorted().prefix(mostColumns))
    return Array(columns.filter { kept.contains($0.rank) }.prefix(mostColumns))
  }

  private static func row(
    _ service: Service, _ title: String, _ columns: [Column], _ assessment: Assessment
  ) -> [ReviewTable.Cell] {
    let status = assessment.status(of: service)
    var cuts: [[String]] = []
    var cells = [ReviewTable.Cell(text: title)]
    for column in columns {
      let row = assessment.tolerance(of: service, against: column.className)
      let figures = column.labels.map { assessment.figures(of: service, among: $0) } ?? row?.figures
      if let cut = figures?.weakestCut { cuts.append(cut) }
      cells.append(cell(figures, isUpperBound: row?.isUpperBound ?? false, status))
    }
    return cells + [weakest(cuts, status)]
  }

  private static func cell(
    _ figures: ToleranceRow.Figures?, isUpperBound: Bool, _ status: ServiceStatus
  ) -> ReviewTable.Cell {
    guard let figures else {
      return ReviewTable.Cell(text: status == .down ? "down" : "not known", isBad: status == .down)
    }
    guard figures.weakestCut != nil else {
      return ReviewTable.Cell(text: isUpperBound ? "not known" : "any")
    }
    let sign = isUpperBound ? "≤ " : ""
    return ReviewTable.Cell(text: "\(sign)\(figures.guaranteed)", isBad: figures.guaranteed == 0)
  }

  /// The smallest of the weakest sets, those of domains last among equals.
  private static func weakest(_ cuts: [[String]], _ status: ServiceStatus) -> ReviewTable.Cell {
    switch status {
    case .down: return ReviewTable.Cell(text: "nothing has to fail", isBad: true)
    case .unknown(let reason): return ReviewTable.Cell(text: "not known: \(reason)")
    case .works: break
    }
    guard let least = cuts.min(by: { $0.count < $1.count }) else {
      return ReviewTable.Cell(text: "–")
    }
    return ReviewTable.Cell(text: least.map(Wording.spoken).joined(separator: " + "))
  }
}
