/// What one file may ask of the readers. Beyond a limit the file gets one problem with its place,
/// and what was read before it is kept.
package enum SyntaxLimits {
  /// Bytes of one file: 16 MiB, far above a cluster's whole `kubectl get pods -o yaml`.
  package static let fileBytes = 16 << 20
  /// Collections inside each other, aliases followed. Walkers may recurse this deep.
  package static let depth = 128
  /// Nodes of all documents of one file, aliases not expanded.
  package static let nodes = 2_000_000
  /// Documents of one file, empty ones included.
  package static let documents = 10_000
  /// Nodes that a walker meets in one document with every alias followed.
  package static let expandedNodes = 4_000_000
  /// Nodes that aliases may add to one document, so that a small file cannot be a large tree.
  package static let aliasedNodes = 200_000
  /// Problems reported for one file; the rest would repeat them.
  package static let problems = 200
  /// Merge keys (`<<`) followed within each other by one lookup.
  package static let mergeDepth = 16
  /// Merge sources that one lookup may look into.
  package static let mergeSources = 1_000
}
