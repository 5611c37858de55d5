package import ClusterModel
internal import Syntax

/// Configuration files of etcd, `etcd --config-file`: YAML or JSON, one member each.
package enum EtcdConfigFormat: Format {
  package static let name = FormatName.etcdConfig
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    let isTold = input.outline.contains {
      !$0.isObject && EtcdConfigKeys.areTelling($0.keys)
    }
    return isTold && !input.looksLikeScript ? .certain : .none
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var documents: [Span] = []
    for document in input.documents.documents {
      let root = document.root
      guard EtcdConfigReader.recognises(root) else { continue }
      var reader = EtcdConfigReader(file: input.file)
      let layers = reader.read(root)
      result.add(layers, reader.facts, of: input.file)
      documents.append(root.span)
    }
    result.isRecognised = !result.parts.isEmpty
    result.addSyntaxProblems(of: input, claim: claim(input), documents: documents)
    return result
  }

  /// The flags that a configuration file sets; `nil` where it is none that can be read.
  static func layers(of file: SourceFile, facts: inout FactReader) -> [FlagSet]? {
    let documents = FormatInput(file).documents
    guard documents.problems.isEmpty, let root = documents.documents.first?.root,
      root.kind == .mapping
    else { return nil }
    var reader = EtcdConfigReader(file: file)
    let layers = reader.read(root)
    facts.takeOver(reader.facts)
    return layers
  }
}
