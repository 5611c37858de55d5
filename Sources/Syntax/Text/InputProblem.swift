/// Something that keeps an input from being read as its author meant it: a fact about the file,
/// with its place, never a reason to stop reading the others.
public struct InputProblem: Hashable, Sendable {
  public let message: String
  /// `nil` where the file as a whole cannot be read.
  public let span: Span?
  /// A second place that the message speaks of, with its label: the first of two duplicate keys.
  public let related: [Note]

  /// A label at a second place.
  public struct Note: Hashable, Sendable {
    public let message: String
    public let span: Span

    public init(_ message: String, _ span: Span) {
      self.message = message
      self.span = span
    }
  }

  public init(_ message: String, _ span: Span?, related: [Note] = []) {
    self.message = message
    self.span = span
    self.related = related
  }
}
