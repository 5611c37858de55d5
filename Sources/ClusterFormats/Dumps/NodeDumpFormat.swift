package import ClusterModel
internal import Syntax

/// What `kubectl get nodes -o yaml` or `-o json` prints: a list of nodes, or one of them, also where
/// a tool left `kind` and `apiVersion` out.
package enum NodeDumpFormat: Format {
  package static let name = FormatName.nodeDump

  package static func claim(_ input: FormatInput) -> Claim {
    let isTold = input.outline.contains { document in
      switch document.kind {
      case "NodeList", "Node", "List": document.apiVersion == "v1"
      case "": document.has("metadata") && document.has("status")
      default: false
      }
    }
    guard isTold, input.contains("addresses"), !input.looksLikeScript else { return .none }
    return input.outline.has(kind: "NodeList") ? .certain : .possible
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var documents: [Span] = []
    for document in input.documents.documents {
      var reader = NodeDumpReader(file: input.file)
      guard let part = reader.read(document.root) else { continue }
      result.parts.append(part)
      documents.append(document.root.span)
    }
    result.isRecognised = !result.parts.isEmpty
    result.addSyntaxProblems(of: input, claim: claim(input), documents: documents)
    return result
  }
}
