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

  /// The assignments of an `Environment=` line: words with C escapes, `%%` decoded. A word without
  /// a name is left out; of one with another specifier the name is known alone.
  public static func read(
    _ entry: UnitFile.Entry
  ) -> (known: [EnvironmentAssignment], unknownNames: [String]) {
    var splitter = ExecWordSplitter(entry.value)
    var found: (known: [EnvironmentAssignment], unknownNames: [String]) = ([], [])
    let expansion = ExecExpansion(environment: [:], isOn: false)
    while true {
      switch splitter.next() {
      case .word(let word):
        let word = expansion.markingSpecifiers(in: word)
        guard let assignment = EnvironmentAssignment(word) else { continue }
        if word.isKnown {
          found.known.append(assignment)
        } else {
          found.unknownNames.append(assignment.name)
        }
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
