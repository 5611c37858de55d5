package import ClusterModel
internal import Syntax

/// RKE's `cluster.yml`: nodes with their roles, and the services on them.
package enum RKEFormat: Format {
  package static let name = FormatName.rke
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    let outline = input.outline
    let isLike = outline.has(key: "nodes") && !outline.has(key: "apiVersion")
    return isLike && input.contains("controlplane") ? .possible : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    RKEReader.read(input, claim: .possible)
  }
}
