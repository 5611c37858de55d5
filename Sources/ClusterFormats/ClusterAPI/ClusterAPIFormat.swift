package import ClusterModel
internal import Syntax

/// Objects of Cluster API, v1alpha3 to v1beta2: Cluster, the control planes of its providers, their
/// infrastructure and workers. Those that refer to each other are one cluster.
package enum ClusterAPIFormat: Format {
  package static let name = FormatName.clusterAPI
  package static let material = Material.objects

  package static func claim(_ input: FormatInput) -> Claim {
    let outline = input.outline
    let isOurs = outline.contains { document in
      document.apiVersion.hasPrefix(ClusterAPIObject.controlPlaneGroup)
        || document.apiVersion.hasPrefix(ClusterAPIObject.group)
    }
    if isOurs { return .certain }
    return outline.has(kind: "List") && input.contains("cluster.x-k8s.io/") ? .possible : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var reader = ClusterAPIReader(file: input.file)
    for document in input.documents.documents { reader.read(document.root) }
    var result = reader.result()
    // Commands and files for the machines hold templates of cloud-init: only a broken syntax tells
    // that the objects themselves are to be rendered.
    result.addSyntaxProblems(of: input, claim: claim(input), documents: [])
    return result
  }
}
