internal import ClusterModel
internal import FaultTolerance
package import Reporting

/// Assesses what was read.
package enum Tabling {
  /// The report of `table`.
  package static func report(of reading: Reading) -> TableReport {
    TableReport(
      clusters: reading.clusters.map { .init(cluster: $0, assessment: Assessment($0)) },
      files: reading.files)
  }
}
