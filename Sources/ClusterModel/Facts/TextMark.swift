public import Syntax

/// Something in a text that its author should see, found while reading: a fact about the text,
/// judged by the rules of the category `input`.
public struct TextMark: Sendable, Hashable {
  /// What was seen.
  public enum Kind: Sendable, Hashable {
    /// A value left to be filled in: `$(X)`, `<x>`, `{{ x }}`, a documentation address.
    case placeholder
    /// `\\` at the end of a unit's line, in a command of `component`.
    case doubledBackslash(Component)
  }

  public let kind: Kind
  public let span: Span
  /// What stands there.
  public let text: String
  /// For `doubledBackslash`, the number of the command within the file: one finding each.
  public let group: Int
  /// Whether it stands in a unit or manifest, which a machine runs as it is.
  public let isInRunnable: Bool

  public init(kind: Kind, span: Span, text: String, group: Int = 0, isInRunnable: Bool) {
    self.kind = kind
    self.span = span
    self.text = text
    self.group = group
    self.isInRunnable = isInRunnable
  }
}
