package import Syntax

/// Something in a text that its author should see, found while reading: a fact about the text,
/// judged by the rules of the category `input`.
package struct TextMark: Sendable, Hashable {
  /// What was seen.
  package enum Kind: Sendable, Hashable {
    /// A value left to be filled in: `$(X)`, `<x>`, `{{ x }}`, a documentation address.
    case placeholder
    /// `\\` at the end of a unit's line, in a command of `component`.
    case doubledBackslash(Component)
  }

  package let kind: Kind
  package let span: Span
  /// What stands there.
  package let text: String
  /// For `doubledBackslash`, the number of the command within the file: one finding each.
  package let group: Int
  /// Whether it stands in a unit or manifest, which a machine runs as it is.
  package let isInRunnable: Bool

  package init(kind: Kind, span: Span, text: String, group: Int = 0, isInRunnable: Bool) {
    self.kind = kind
    self.span = span
    self.text = text
    self.group = group
    self.isInRunnable = isInRunnable
  }
}
