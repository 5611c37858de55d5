internal import ClusterModel
internal import FaultTolerance
package import Reporting
internal import Syntax

/// Assesses what was read.
package enum Tabling {
  /// The report of `table`. Of many clusters, what tables ask is answered by up to `jobs` threads;
  /// `nil`: as many as there are processors. `advises`: what would help is asked too.
  package static func report(
    of reading: Reading, jobs: Int? = nil, advises: Bool = true
  ) -> TableReport {
    let clusters = reading.clusters
    let isMany = clusters.count >= 2 * Parallel.fewestForThread
    let answered = Parallel.map(count: clusters.count, jobs: jobs) { index in
      let assessment = Assessment(clusters[index])
      if isMany { assessment.answerTables(advises: advises) }
      return Answered(assessment: assessment)
    }
    return TableReport(
      clusters: zip(clusters, answered).map { .init(cluster: $0, assessment: $1.assessment) },
      files: reading.files)
  }

  /// An assessment on its way from the thread that answers its questions to the one that prints.
  private struct Answered: @unchecked Sendable {
    let assessment: Assessment
  }

  /// The text of a document that may hold a table; bytes that are not UTF-8 are replaced.
  package static func document(at path: String) throws(System.Failure) -> String {
    String(decoding: try System.read(path, limit: SyntaxLimits.fileBytes), as: UTF8.self)
  }
}
