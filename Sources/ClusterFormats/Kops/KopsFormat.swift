package import ClusterModel
internal import Syntax

/// Cluster and InstanceGroup objects of kOps, v1alpha2 and v1alpha3. Those of one cluster are one,
/// in one file or in several.
package enum KopsFormat: Format {
  package static let name = FormatName.kops
  package static let material = Material.objects

  /// The API groups: the second was the first one's name up to kOps 1.16 (pkg/apis/kops/register.go).
  static let groups = ["kops.k8s.io/", "kops/"]
  static let kinds = ["Cluster", "InstanceGroup"]

  package static func claim(_ input: FormatInput) -> Claim {
    let isOurs = input.outline.contains { document in
      kinds.contains(document.kind) && groups.contains { document.apiVersion.hasPrefix($0) }
    }
    return isOurs ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var reader = KopsReader(file: input.file)
    for document in input.documents.documents { reader.read(document.root) }
    var result = reader.result()
    result.addSyntaxProblems(of: input, claim: .certain, documents: reader.documents)
    return result
  }
}
