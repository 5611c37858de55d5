internal import ClusterModel
internal import Reporting
internal import Syntax

/// Writes what was read as haplan's own documents.
package enum Converting {
  /// One YAML document for each cluster.
  package static func yaml(_ reading: Reading) -> [UInt8] {
    let documents = reading.clusters.map { cluster in
      SpecYAML(SpecBuilder(cluster: cluster, files: reading.files).document).text
    }
    return Array(documents.joined(separator: "---\n").utf8)
  }

  /// The one cluster as JSON; `nil` where there are several, for which JSON has no documents.
  package static func json(_ reading: Reading) -> [UInt8]? {
    guard reading.clusters.count <= 1 else { return nil }
    guard let cluster = reading.clusters.first else { return [] }
    var writer = JSONWriter()
    writer.item(spec: SpecBuilder(cluster: cluster, files: reading.files).document)
    return writer.finish()
  }
}
