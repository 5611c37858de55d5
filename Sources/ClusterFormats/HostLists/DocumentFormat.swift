internal import ClusterModel
internal import Syntax

/// What formats of YAML documents that each describe a whole cluster have in common: a reader for one
/// document, which says whether it knows it.
protocol ClusterDocumentReader {
  /// `nil` where the document is not the format's; without a part where it says nothing of a cluster.
  static func read(_ root: DataNode, _ facts: inout FactReader) -> DocumentReading?
}

/// What one document said.
struct DocumentReading {
  var part: ClusterPart?
  /// Why it says nothing, for `--verbose`.
  var note: String?
}

extension ClusterDocumentReader {
  /// Reads every document of a file.
  static func read(_ input: FormatInput, claim: Claim) -> ReadResult {
    var result = ReadResult()
    var facts = FactReader(file: input.file, isRunnable: false)
    var places: [Span] = []
    for document in input.documents.documents {
      guard let reading = read(document.root, &facts) else { continue }
      places.append(document.root.span)
      if var part = reading.part {
        facts.give(to: &part)
        result.parts.append(part)
      }
      if let note = reading.note { result.notes.append(note) }
    }
    result.isRecognised = !places.isEmpty
    result.problems = facts.problems
    result.addSyntaxProblems(of: input, claim: claim, documents: places)
    if result.template != nil { result.problems = [] }
    return result
  }
}
