package import ClusterModel
internal import Syntax

/// `KubeSchedulerConfiguration` and `KubeControllerManagerConfiguration`, from v1alpha1 to v1.
package enum ComponentConfigFormat: Format {
  package static let name = FormatName.componentConfig
  package static let material = Material.objects

  package static func claim(_ input: FormatInput) -> Claim {
    let isTold = input.outline.contains {
      ComponentConfigReader.component(ofKind: $0.kind) != nil
    }
    return isTold && !input.looksLikeScript ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var documents: [Span] = []
    for document in input.documents.documents {
      let root = document.root
      guard let component = ComponentConfigReader.component(of: root) else { continue }
      var reader = ComponentConfigReader(file: input.file)
      let set = reader.read(root, component)
      result.add([set], reader.facts, of: input.file)
      documents.append(root.span)
    }
    result.isRecognised = !result.parts.isEmpty
    result.addSyntaxProblems(of: input, claim: claim(input), documents: documents)
    return result
  }

  /// The flags that a component's configuration file sets; `nil` where it is none that can be read.
  static func layer(
    of file: SourceFile, for component: Component, facts: inout FactReader
  ) -> FlagSet? {
    let documents = FormatInput(file).documents
    guard documents.problems.isEmpty,
      let root = documents.documents.lazy.map(\.root).first(where: {
        ComponentConfigReader.component(of: $0) == component
      })
    else { return nil }
    var reader = ComponentConfigReader(file: file)
    let set = reader.read(root, component)
    facts.takeOver(reader.facts)
    return set
  }
}
