internal import ClusterModel
internal import FaultTolerance

/// The content of the table for a design review, whatever it is written as.
struct ReviewTable {
  /// Words, or bad news.
  struct Cell {
    let text: String
    var isBad = false
  }

  let title: String
  let verdict: String
  let facts: [String]
  let matrixHeader: [String]
  let matrix: [[Cell]]
  let toleranceHeader: [String]
  /// Empty where only a part of the cluster is described: no number would hold.
  let tolerance: [[Cell]]
  let unknown: [String]
  let footnotes: [String]

  init(_ entry: TableReport.Entry) {
    let cluster = entry.cluster
    let assessment = entry.assessment
    title = "\(cluster.name): control plane fault tolerance"
    verdict = assessment.verdict
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
    unknown = assessment.unknowns.map(\.message)
    footnotes = failures.footnotes
  }
}
