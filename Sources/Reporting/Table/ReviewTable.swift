internal import ClusterModel
internal import FaultTolerance

/// The content of the table for a design review, whatever it is written as.
struct ReviewTable {
  /// Words, or bad news.
  struct Cell {
    var text: String
    var isBad = false
  }

  let name: String
  let title: String
  /// Sentences: what is survived, then what else a reader must know of it.
  let verdict: String
  let detail: String?
  let facts: [String]
  let matrixHeader: [String]
  let matrix: [[Cell]]
  let toleranceHeader: [String]
  /// Empty where only a part of the cluster is described: no number would hold.
  let tolerance: [[Cell]]
  /// What would help: a label and sentences.
  let change: ChangeSentence?
  let unknown: [String]
  let footnotes: [String]

  init(_ entry: TableReport.Entry) {
    let cluster = entry.cluster
    let assessment = entry.assessment
    name = cluster.name
    title = "\(cluster.name): control plane fault tolerance"
    verdict = assessment.verdict.sentence
    detail = ReviewFacts.detail(cluster, assessment)
    facts = ReviewFacts.lines(cluster, assessment)
    let failures = FailureMatrix(cluster, assessment)
    matrixHeader = FailureMatrix.header
    matrix = failures.rows
    if ReviewFacts.isPartial(cluster, assessment) {
      (toleranceHeader, tolerance) = ([], [])
    } else {
      let figures = ToleranceTable(cluster, assessment)
      (toleranceHeader, tolerance) = (figures.header, figures.rows)
    }
    change = ChangeSentence(cluster, assessment)
    unknown = assessment.unknowns.map(\.message) + ReviewFacts.furtherUnknowns(cluster, assessment)
    footnotes = failures.footnotes
  }
}

/// One row for each of several clusters, before the tables of each.
struct ClusterSummary {
  let header = ["Cluster", "etcd voters", "What it survives"]
  let rows: [[ReviewTable.Cell]]

  /// `nil` for a single cluster, whose table says it all.
  init?(_ report: TableReport) {
    guard report.clusters.count > 1 else { return nil }
    rows = report.clusters.map { entry in
      let etcd = entry.cluster.etcd
      let voters =
        etcd.isComplete ? String(etcd.voters.count) : "at least \(max(1, etcd.voters.count))"
      let machines = entry.assessment.tolerance(of: .controlPlane, against: "machine")
      let isBad =
        entry.assessment.status(of: .controlPlane) == .down || machines?.figures?.guaranteed == 0
      return [
        ReviewTable.Cell(text: entry.cluster.name), ReviewTable.Cell(text: voters),
        ReviewTable.Cell(text: entry.assessment.verdict, isBad: isBad),
      ]
    }
  }
}
