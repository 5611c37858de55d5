/// `NAME=value` in an environment file or an `Environment=` line.
public struct EnvironmentAssignment: Sendable, Hashable {
  public let name: String
  public let nameSpan: Span
  /// Decoded.
  public let value: MappedText
  /// The value as written, without the quotes around it.
  public let valueSpan: Span
  /// From the name to the end of the value, quotes included.
  public let span: Span

  /// The assignments of an `Environment=` line: words with C escapes, `%%` decoded. A word with
  /// another specifier, or without a name, is left out.
  public static func read(_ entry: UnitFile.Entry) -> [EnvironmentAssignment] {
    var splitter = ExecWordSplitter(entry.value)
    var found: [EnvironmentAssignment] = []
    let expansion = ExecExpansion(environment: [:], isOn: false)
    while true {
      switch splitter.next() {
      case .word(let word):
        let word = expansion.markingSpecifiers(in: word)
        if word.isKnown, let assignment = EnvironmentAssignment(word) { found.append(assignment) }
      case .separator: continue
      case .unbalanced, .end: return found
      }
    }
  }

  init(name: String, nameSpan: Span, value: MappedText, span: Span) {
    self.name = name
    self.nameSpan = nameSpan
    self.value = value
    self.span = span
    valueSpan = value.span
  }

  private init?(_ word: Word) {
    let text = word.text
    guard let equals = text.bytes.firstIndex(of: UInt8(ascii: "=")),
      text.bytes.first?.isNameStart == true, text.bytes[..<equals].allSatisfy(\.isNamePart)
    else { return nil }
    self.init(
      name: text.string(0..<equals), nameSpan: text.span(of: 0..<equals),
      value: text.slice(equals + 1..<text.count), span: word.span)
  }
}
