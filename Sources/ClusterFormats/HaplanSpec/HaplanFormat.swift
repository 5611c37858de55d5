package import ClusterModel
internal import Syntax

/// haplan's own `Cluster` documents.
package enum HaplanFormat: Format {
  package static let name = FormatName.haplan
  package static let material = Material.objects

  package static func claim(_ input: FormatInput) -> Claim {
    input.outline.has(group: "haplan.dev/") ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var places: [Span] = []
    for document in input.documents.documents {
      let root = document.root
      guard let version = root["apiVersion"], version.text.hasPrefix("haplan.dev/"),
        let kind = root["kind"], kind.text == ClusterSchema.kind || !Self.kinds.contains(kind.text)
      else { continue }
      result.isRecognised = true
      places.append(root.span)
      let read = ClusterSpecReader.read(root)
      result.problems += read.problems
      if kind.text == ClusterSchema.kind, root["spec"]?.kind == .mapping {
        result.parts.append(read.part)
      }
    }
    result.addSyntaxProblems(of: input, claim: .certain, documents: places)
    // What a template leaves of the schema is not the author's mistake.
    if result.template != nil { result.problems = [] }
    return result
  }

  /// Further kinds of haplan's, which other commands read.
  private static let kinds: Set<String> = [PlanRequestSchema.kind]
}
