internal import ClusterModel
internal import Syntax

/// Which files belong together: those of one cluster, and of clusters that share a file. A fix of
/// one can do harm to another only inside its circle.
struct FileCircles {
  private var parents: [String: String] = [:]

  init(_ reading: Reading) {
    for cluster in reading.clusters {
      let paths = cluster.files.compactMap { reading.file($0)?.path }
      guard let first = paths.first else { continue }
      for path in paths { join(first, path) }
    }
  }

  /// The name of a file's circle; a file of no cluster is its own.
  mutating func circle(of path: String) -> String {
    var top = path
    while let parent = parents[top] { top = parent }
    var step = path
    while let parent = parents[step], parent != top {
      parents[step] = top
      step = parent
    }
    return top
  }

  private mutating func join(_ one: String, _ two: String) {
    let (left, right) = (circle(of: one), circle(of: two))
    if left != right { parents[right] = left }
  }
}
