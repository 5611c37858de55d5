/// One word of a configuration of words: haproxy, nginx, keepalived.
public struct ConfigWord: Sendable, Hashable {
  /// Without quotes and escapes.
  public let text: String
  /// As written, quotes included.
  public let span: Span
  public let isQuoted: Bool

  public init(text: String, span: Span, isQuoted: Bool = false) {
    self.text = text
    self.span = span
    self.isQuoted = isQuoted
  }

  /// The word's text without its quotes, with the place of what stands between them: what an edit
  /// may replace. `nil` where an escape makes the two differ.
  public var value: Located<String>? {
    let inset = isQuoted ? 1 : 0
    guard span.range.count - 2 * inset == text.utf8.count else { return nil }
    return Located(text, Span(span.file, Int(span.start) + inset, Int(span.end) - inset))
  }

  /// The word's text at the nearest place to what it says.
  public var located: Located<String> { value ?? Located(text, span) }
}

/// What one configuration of words may ask of its readers.
public enum ConfigLimits {
  /// Words of one file: far above any real configuration, and no more than a moment's work.
  public static let words = 200_000
  /// Blocks inside each other.
  public static let depth = 64
}
