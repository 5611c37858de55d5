package import ClusterModel
internal import Syntax

/// Machine configurations of Talos, and talhelper's description of a whole cluster of them.
package enum TalosFormat: Format {
  package static let name = FormatName.talos

  package static func claim(_ input: FormatInput) -> Claim {
    let isOurs = input.outline.contains { document in
      document.apiVersion.isEmpty && document.kind.isEmpty
        && ((document.has("machine") && document.has("cluster"))
          || (document.has("clusterName") && document.has("endpoint") && document.has("nodes")))
    }
    return isOurs ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var facts = FactReader(file: input.file, isRunnable: false)
    var documents: [Span] = []
    for document in input.documents.documents.map(\.root) where document.kind == .mapping {
      guard document["apiVersion"] == nil, document["kind"] == nil else { continue }
      var part: ClusterPart?
      if document["machine"] != nil, document["cluster"] != nil {
        part = TalosMachineReader.read(document, facts: &facts)
        if part == nil { result.notes.append("this machine configuration is a worker's") }
      } else if document["clusterName"] != nil, document["nodes"] != nil {
        part = TalhelperReader.read(document, facts: &facts)
      } else {
        continue
      }
      documents.append(document.span)
      result.isRecognised = true
      if var part {
        facts.give(to: &part)
        result.parts.append(part)
      }
    }
    result.problems = facts.problems
    result.addSyntaxProblems(of: input, claim: .certain, documents: documents)
    return result
  }
}
