/// One word of a command line, quotes and escapes resolved.
package struct LineWord: Sendable {
  /// The text, and the places that its bytes come from.
  package let value: MappedText
  /// All of the word.
  package let entrySpan: Span
  /// The first part that is not known, as it is written: `${X}`, `$(X)`, `%i`; `nil`: all is known.
  package let unknown: Unknown?

  /// The word as a program gets it.
  package var text: String { value.string }
  /// The text in the file, without quotes around it; all of the word where the text is empty.
  package var span: Span { value.isEmpty ? entrySpan : value.span }

  /// A part of a word that something else fills in.
  package struct Unknown: Sendable, Hashable {
    package let text: String
    package let span: Span
    /// Whether whatever runs the line fills it in; else its author has to.
    package let isFilledLater: Bool

    package init(text: String, span: Span, isFilledLater: Bool) {
      self.text = text
      self.span = span
      self.isFilledLater = isFilledLater
    }
  }
}

/// Gathers the bytes of a word with the places that they come from.
struct WordBuilder {
  private var value = MappedText()
  private var first: Int?
  private var last = 0
  var unknown: LineWord.Unknown?

  /// A byte of the word's text that stands at an index of the line.
  mutating func add(_ byte: UInt8, in line: MappedText, at index: Int) {
    value.append(byte, for: line, at: index)
    touch(index)
  }

  /// The value of a variable, in place of what stands at an index.
  mutating func add(_ text: MappedText, at index: Int) {
    value.append(text)
    touch(index)
  }

  /// A byte that belongs to the word but not to its text: a quote, a backslash.
  mutating func touch(_ index: Int) {
    if first == nil { first = index }
    last = max(last, index)
  }

  var isStarted: Bool { first != nil }

  /// The finished word.
  func word(in line: MappedText) -> LineWord {
    let entry = line.span((first ?? 0)..<(last + 1))
    return LineWord(value: value, entrySpan: entry, unknown: unknown)
  }
}
