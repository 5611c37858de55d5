package import ClusterModel
internal import Syntax

/// KubeKey's clusters: `Cluster` up to its third version, `Inventory` from the fourth on.
package enum KubeKeyFormat: Format {
  package static let name = FormatName.kubekey
  package static let material = Material.objects
  static let group = "kubekey.kubesphere.io/"

  package static func claim(_ input: FormatInput) -> Claim {
    guard input.outline.has(group: group) else { return .none }
    return input.looksLikeScript ? .possible : .certain
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    KubeKeyReader.read(input, claim: claim(input))
  }
}
