package import ClusterModel
package import FaultTolerance
package import Syntax

/// What `table` is about.
package struct TableReport {
  /// A cluster and what it survives.
  package struct Entry {
    package let cluster: Cluster
    package let assessment: Assessment

    package init(cluster: Cluster, assessment: Assessment) {
      self.cluster = cluster
      self.assessment = assessment
    }
  }

  package let clusters: [Entry]
  package let files: FileTexts

  package init(clusters: [Entry], files: [SourceFile]) {
    self.clusters = clusters
    self.files = FileTexts(files)
  }
}
