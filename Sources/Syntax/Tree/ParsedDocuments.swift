/// What was understood of a YAML or JSON text.
public struct ParsedDocuments: Sendable {
  /// In the order of the text, without empty ones. The last may be incomplete.
  public let documents: [DataTree]
  /// In the order in which they were found; a syntax error is the last.
  public let problems: [InputProblem]
  /// Byte offset of the syntax error or limit that ended the reading; `nil` if all was read.
  public let stoppedAt: Int?
  let file: SourceFile
  let range: Range<Int>
  let notation: DataTree.Notation
}
