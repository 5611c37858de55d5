/// One document of a YAML or JSON file, with the place of every node. Immutable; the nodes are
/// handles into it.
public final class DataTree: Sendable {
  /// The two notations that give this tree; edits differ between them.
  public enum Notation: Sendable { case yaml, json }

  /// The file that all places of the tree are in.
  public let file: SourceFile
  /// How the document is written.
  public let notation: Notation
  /// The document's number in its file, from 0; empty documents count.
  public let number: Int
  /// False where a syntax error ended the document and only what stood before it is here.
  public let isComplete: Bool
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
  public var root: DataNode { DataNode(tree: self, index: 0) }

  /// The root's place.
  public var span: Span { root.span }
}
