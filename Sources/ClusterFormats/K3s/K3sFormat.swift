package import ClusterModel
internal import Syntax

/// Configuration files of RKE2 and k3s, with the drop-ins beside them: the settings of one machine.
package enum K3sFormat: Format {
  package static let name = FormatName.k3s
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    let keys = input.outline.documents.first?.keys ?? []
    guard let document = input.outline.documents.first, document.apiVersion.isEmpty,
      document.kind.isEmpty
    else { return .none }
    let isOurs = keys.contains { K3sKeys.telling.contains(K3sKeys.bare($0)) }
    if isOurs { return .certain }
    let isJoining = keys.contains("server") && keys.contains("token")
    return isJoining ? .possible : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    guard let document = input.documents.documents.first?.root, document.kind == .mapping else {
      result.addSyntaxProblems(of: input, claim: claim(input), documents: [])
      return result
    }
    result.isRecognised = true
    var reader = K3sReader(file: input.file, layers: K3sLayers.layers(of: document, in: input))
    if let part = reader.part() {
      result.parts = [part]
    } else {
      result.notes = ["this configuration of RKE2 or k3s may be an agent's: it is left out"]
    }
    result.problems = reader.problems
    result.addSyntaxProblems(of: input, claim: claim(input), documents: [document.span])
    return result
  }
}
