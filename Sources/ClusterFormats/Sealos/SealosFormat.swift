package import ClusterModel
internal import Syntax

/// Clusterfiles of sealos and of sealer.
package enum SealosFormat: Format {
  package static let name = FormatName.sealos
  package static let material = Material.objects
  /// sealos', then sealer's from its first name on.
  static let groups = [
    "apps.sealos.io/", "sealer.io/", "sealer.cloud/", "sealer.aliyun.com/", "zlink.aliyun.com/",
  ]

  package static func claim(_ input: FormatInput) -> Claim {
    guard input.outline.has(anyGroup: groups) else { return .none }
    return input.looksLikeScript ? .possible : .certain
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = SealosReader.read(input, claim: claim(input))
    // kubeadm's settings may stand in documents of sealer's beside the cluster.
    if result.parts.count == 1 {
      for document in input.documents.documents {
        SealosReader.addSettings(of: document.root, to: &result.parts[0])
      }
    }
    return result
  }
}
