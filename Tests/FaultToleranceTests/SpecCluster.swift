import ClusterFormats
import ClusterModel
import Syntax

/// The cluster of a spec; the lines stand below `spec:`.
func cluster(_ spec: String) -> Cluster {
  let lines = spec.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
  let text =
    "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nmetadata: {name: test}\nspec:\n"
    + lines.joined(separator: "\n") + "\n"
  let file = SourceFile(id: FileID(0), path: "test.yaml", bytes: Array(text.utf8))
  let result = HaplanFormat.read(FormatInput(file))
  precondition(result.problems.isEmpty, "\(result.problems)")
  return Cluster(sealing: result.parts, name: "test") { _ in file }
}
