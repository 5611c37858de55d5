package import ClusterModel
internal import Syntax

/// Configurations of kind: its nodes' roles, and the patches of kubeadm's configuration in them.
package enum KindFormat: Format {
  package static let name = FormatName.kind
  package static let material = Material.objects

  static let group = "kind.x-k8s.io/"

  package static func claim(_ input: FormatInput) -> Claim {
    input.outline.has(group: group) ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var documents: [Span] = []
    for document in input.documents.documents {
      let root = document.root
      guard root.kind == .mapping, root["apiVersion"]?.text.hasPrefix(group) == true else {
        continue
      }
      documents.append(root.span)
      result.isRecognised = true
      var reader = KindReader(file: input.file)
      if let part = reader.read(root) { result.parts.append(part) }
      result.problems += reader.facts.problems
      result.notes += reader.notes
    }
    result.addSyntaxProblems(of: input, claim: .certain, documents: documents)
    return result
  }
}
