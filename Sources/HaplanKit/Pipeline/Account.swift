internal import ClusterModel
internal import Syntax

extension Reading {
  /// What was read, as what: a line for each cluster and file, for `--verbose`.
  package var account: [String] {
    clusters.map { cluster in
      let formats = cluster.formats.map(\.rawValue).joined(separator: ", ")
      let paths = cluster.files.compactMap { file($0)?.path }.joined(separator: ", ")
      return "\(cluster.name): \(formats) from \(paths)"
    } + skipped.map { "\($0.path): skipped, \($0.reason)" }
  }
}
