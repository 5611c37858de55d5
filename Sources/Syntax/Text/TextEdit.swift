/// The replacement of one byte range of one file. Edits of one fix never overlap.
package struct TextEdit: Hashable, Sendable {
  package let span: Span
  package let replacement: String

  package init(_ span: Span, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}
