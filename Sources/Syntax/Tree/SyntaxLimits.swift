/// What one file may ask of the readers. Beyond a limit the file gets one problem with its place,
/// and what was read before it is kept.
public enum SyntaxLimits {
  /// Bytes of one file: 16 MiB, far above a cluster's whole `kubectl get pods -o yaml`.
  public static let fileBytes = 16 << 20
  /// Collections inside each other, aliases followed. Walkers may recurse this deep.
  public static let depth = 128
  /// Nodes of all documents of one file, aliases not expanded.
  public static let nodes = 2_000_000
  /// Documents of one file, empty ones included.
  public static let documents = 10_000
  /// Nodes that a walker meets in one document with every alias followed.
  public static let expandedNodes = 4_000_000
  /// Nodes that aliases may add to one document, so that a small file cannot be a large tree.
  public static let aliasedNodes = 200_000
  /// Problems reported for one file; the rest would repeat them.
  public static let problems = 200
  /// Merge keys (`<<`) followed within each other by one lookup.
  public static let mergeDepth = 16
  /// Merge sources that one lookup may look into.
  public static let mergeSources = 1_000
}
