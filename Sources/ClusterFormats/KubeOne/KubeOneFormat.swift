package import ClusterModel
internal import Syntax

/// KubeOne's clusters, whose hosts may be in Terraform's output instead.
package enum KubeOneFormat: Format {
  package static let name = FormatName.kubeone
  package static let material = Material.objects
  static let groups = ["kubeone.k8c.io/", "kubeone.io/"]

  package static func claim(_ input: FormatInput) -> Claim {
    guard input.outline.has(anyGroup: groups) else { return .none }
    return input.looksLikeScript ? .possible : .certain
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    KubeOneReader.read(input, claim: claim(input))
  }
}
