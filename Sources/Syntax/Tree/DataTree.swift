/// One document of a YAML or JSON file, with the place of every node. Immutable; the nodes are
/// handles into it.
package final class DataTree: Sendable {
  /// The two notations that give this tree; edits differ between them.
  package enum Notation: Sendable { case yaml, json }

  /// The file that all places of the tree are in.
  package let file: SourceFile
  /// How the document is written.
  package let notation: Notation
  /// The document's number in its file, from 0; empty documents count.
  package let number: Int
  /// False where a syntax error ended the document and only what stood before it is here.
  package let isComplete: Bool
  let records: [NodeRecord]
  let pool: [UInt8]
  let hasAliases: Bool

  init(
    file: SourceFile, notation: Notation, number: Int, isComplete: Bool,
    records: [NodeRecord], pool: [UInt8], hasAliases: Bool
  ) {
    self.file = file
    self.notation = notation
    self.number = number
    self.isComplete = isComplete
    self.records = records
    self.pool = pool
    self.hasAliases = hasAliases
  }

  /// The document's outermost node. A tree is never without one.
  package var root: DataNode { DataNode(tree: self, index: 0) }

  /// The root's place.
  package var span: Span { root.span }
}
