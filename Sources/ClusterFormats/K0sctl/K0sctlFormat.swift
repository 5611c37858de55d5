package import ClusterModel
internal import Syntax

/// k0sctl's clusters: hosts with roles, and k0s' own configuration within.
package enum K0sctlFormat: Format {
  package static let name = FormatName.k0sctl
  package static let material = Material.objects
  static let group = "k0sctl.k0sproject.io/"

  package static func claim(_ input: FormatInput) -> Claim {
    guard input.outline.has(group: group) else { return .none }
    return input.looksLikeScript ? .possible : .certain
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    K0sctlReader.read(input, claim: claim(input))
  }
}
