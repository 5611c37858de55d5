/// Something that keeps an input from being read as its author meant it: a fact about the file,
/// with its place, never a reason to stop reading the others.
package struct InputProblem: Hashable, Sendable {
  package let message: String
  /// `nil` where the file as a whole cannot be read.
  package let span: Span?
  /// A second place that the message speaks of, with its label: the first of two duplicate keys.
  package let related: [Note]

  /// A label at a second place.
  package struct Note: Hashable, Sendable {
    package let message: String
    package let span: Span

    package init(_ message: String, _ span: Span) {
      self.message = message
      self.span = span
    }
  }

  package init(_ message: String, _ span: Span?, related: [Note] = []) {
    self.message = message
    self.span = span
    self.related = related
  }
}
