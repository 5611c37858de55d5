internal import ClusterModel
internal import FaultTolerance
package import Reporting
internal import Syntax

/// Assesses what was read.
package enum Tabling {
  /// The report of `table`.
  package static func report(of reading: Reading) -> TableReport {
    TableReport(
      clusters: reading.clusters.map { .init(cluster: $0, assessment: Assessment($0)) },
      files: reading.files)
  }

  /// The text of a document that may hold a table; bytes that are not UTF-8 are replaced.
  package static func document(at path: String) throws(System.Failure) -> String {
    String(decoding: try System.read(path, limit: SyntaxLimits.fileBytes), as: UTF8.self)
  }
}
