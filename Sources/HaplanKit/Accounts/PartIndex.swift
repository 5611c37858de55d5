internal import ClusterModel
internal import Syntax

/// What was read, by file.
struct PartIndex {
  private(set) var parts: [FileID: [PlacedPart]] = [:]
  /// The files with which a file was read, as a unit with its environment file.
  private(set) var readers: [FileID: [FileID]] = [:]
  /// The names of the clusters that a file says something of.
  private(set) var clusters: [FileID: [String]] = [:]

  init(_ reading: Reading) {
    for part in reading.inputs.lazy.flatMap(\.keptParts) {
      parts[part.anchor.file, default: []].append(part)
      for file in part.includedFiles where file != part.anchor.file {
        if readers[file]?.contains(part.anchor.file) != true {
          readers[file, default: []].append(part.anchor.file)
        }
      }
    }
    for cluster in reading.clusters {
      for file in cluster.files { clusters[file, default: []].append(cluster.name) }
    }
  }
}
