/// One YAML or JSON document: a flat arena of plain records in document order, so that reading it
/// costs no allocation a node.
package final class DataTree: Sendable {
  enum RecordKind: UInt8 {
    case scalar, mapping, sequence, alias
  }

  /// One node. A collection's children follow it; a mapping's alternate key and value.
  struct Record {
    var kind: RecordKind
    var style: DataNode.Style
    /// Byte offsets without `&anchor` and `!tag`: quotes and brackets included, a block collection
    /// from its first child to its last.
    var start: UInt32
    var end: UInt32
    /// Index of the record after the node and all that is in it.
    var next: UInt32
    /// For a scalar, the index of its decoded text, or `verbatim`; for an alias, its anchor's node.
    var reference: UInt32
  }

  /// The text of a scalar is what stands between its quotes, byte for byte.
  static let verbatim = UInt32.max

  package let file: SourceFile
  let records: ContiguousArray<Record>
  let texts: [String]

  init(file: SourceFile, records: ContiguousArray<Record>, texts: [String]) {
    self.file = file
    self.records = records
    self.texts = texts
  }

  /// The document's root.
  package var root: DataNode { DataNode(tree: self, site: 0, index: 0) }
}

/// What was read of one file.
package struct ParsedDocuments: Sendable {
  /// In order, those without content left out. The last may be cut short by a problem.
  package let documents: [DataTree]
  package let problems: [InputProblem]

  package init(documents: [DataTree], problems: [InputProblem]) {
    self.documents = documents
    self.problems = problems
  }
}
