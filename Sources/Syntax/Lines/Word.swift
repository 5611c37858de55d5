/// One word of a command line, decoded, with the places that its bytes come from.
public struct Word: Sendable, Hashable {
  /// The word as the program receives it. A part that cannot be known stands in it as written.
  public var text: MappedText
  /// What of `text` cannot be known, in order.
  public var unknowns: [UnknownPart] = []
  /// What of `text` a variable gave, in order.
  public var substitutions: [Substitution] = []
  /// The word as written at its place of use, quotes included; a word that a variable gave has the
  /// variable's place here and its bytes' places in `text`.
  public var span: Span
  /// Whether any of it was written in quotes or after a backslash.
  public var isQuoted = false

  /// A known word without quotes or variables.
  public init(_ text: MappedText, span: Span) {
    self.text = text
    self.span = span
  }

  /// A variable whose value was put in.
  public struct Substitution: Sendable, Hashable {
    public let range: Range<Int>
    public let variable: String
    /// The `$NAME` or `${NAME}`.
    public let useSite: Span
  }

  /// Whether all of the word is known.
  public var isKnown: Bool { unknowns.isEmpty }

  /// The whole value, `nil` where a part of it is unknown.
  public var value: String? { isKnown ? text.string : nil }

  /// The `$NAME` that gave the whole word, which is then written elsewhere.
  public var useSite: Span? {
    guard let only = substitutions.first, substitutions.count == 1 else { return nil }
    return only.range == 0..<text.count ? only.useSite : nil
  }

  /// The parts that are unknown within a range of `text`.
  public func unknowns(in range: Range<Int>) -> [UnknownPart] {
    unknowns.filter { $0.range.overlaps(range) }
  }

  /// A part of the word, as a word.
  public func slice(_ range: Range<Int>) -> Word {
    let range = range.clamped(to: 0..<text.count)
    let part = text.slice(range)
    var word = Word(part, span: part.span)
    let shift = range.lowerBound
    word.unknowns = unknowns(in: range).map {
      UnknownPart($0.kind, $0.range.clamped(to: range).shifted(by: -shift), $0.span)
    }
    word.substitutions = substitutions.filter { $0.range.overlaps(range) }.map {
      Substitution(
        range: $0.range.clamped(to: range).shifted(by: -shift), variable: $0.variable,
        useSite: $0.useSite)
    }
    word.isQuoted = isQuoted
    return word
  }
}

extension Range<Int> {
  func shifted(by distance: Int) -> Range<Int> {
    (lowerBound + distance)..<(upperBound + distance)
  }
}
