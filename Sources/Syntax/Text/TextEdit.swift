/// The replacement of one byte range of one file. Edits of one fix never overlap.
public struct TextEdit: Hashable, Sendable {
  public let span: Span
  public let replacement: String

  public init(_ span: Span, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}
