/// Splits a unit's value into words as systemd's `extract_first_word` does with unquoting and C
/// escapes; an unknown escape stays as it is written, as systemd leaves it after its warning.
struct ExecWordSplitter {
  let text: MappedText
  var offset: Int
  private let end: Int

  init(_ text: MappedText, _ range: Range<Int>? = nil) {
    self.text = text
    let range = (range ?? 0..<text.count).clamped(to: 0..<text.count)
    offset = range.lowerBound
    end = range.upperBound
  }

  enum Result {
    case word(Word)
    /// A `;` that stands alone.
    case separator
    /// A quote that nothing closes: systemd drops the whole line.
    case unbalanced(Span)
    case end
  }

  mutating func next() -> Result {
    while offset < end, text.bytes[offset].isWhitespace { offset += 1 }
    guard offset < end else { return .end }
    if isAlone(UInt8(ascii: ";"), at: offset) {
      offset += 1
      return .separator
    }
    if text.bytes[offset] == .backslash, isAlone(UInt8(ascii: ";"), at: offset + 1) {
      var semicolon = text.slice(offset + 1..<offset + 2)
      semicolon = semicolon.isEmpty ? text.slice(offset..<offset + 1) : semicolon
      let word = Word(semicolon, span: text.span(of: offset..<offset + 2))
      offset += 2
      return .word(word)
    }
    return readWord()
  }

  private func isAlone(_ byte: UInt8, at place: Int) -> Bool {
    guard place < end, text.bytes[place] == byte else { return false }
    return place + 1 >= end || text.bytes[place + 1].isWhitespace
  }

  private mutating func readWord() -> Result {
    let start = offset
    var word = Word(MappedText(anchor: text.span(of: start..<start)), span: text.span)
    var quote: (byte: UInt8, at: Int)?
    while offset < end {
      let byte = text.bytes[offset]
      if byte == .backslash {
        readEscape(into: &word.text)
        word.isQuoted = true
      } else if let close = text.templateEnd(at: offset), close <= end {
        // Its blanks would end the word: they go away when the template is rendered.
        let start = word.text.count
        word.text.append(text.slice(offset..<close))
        word.unknowns.append(
          UnknownPart(.template, start..<word.text.count, text.span(of: offset..<close)))
        offset = close
      } else if let open = quote {
        if byte == open.byte { quote = nil } else { word.text.append(byte, text.places[offset]) }
        offset += 1
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = (byte, offset)
        word.isQuoted = true
        offset += 1
      } else if byte.isWhitespace {
        break
      } else {
        word.text.append(byte, text.places[offset])
        offset += 1
      }
    }
    if let quote { return .unbalanced(text.span(of: quote.at..<quote.at + 1)) }
    word.span = text.span(of: start..<offset)
    return .word(word)
  }

  private mutating func readEscape(into word: inout MappedText) {
    if let escape = CEscape(text, at: offset + 1, end: end) {
      let place = text.span(of: offset..<offset + 1 + escape.length)
      word.append(escape.bytes, from: place)
      offset += 1 + escape.length
      return
    }
    word.append(.backslash, text.places[offset])
    offset += 1
    guard offset < end else { return }
    word.append(text.bytes[offset], text.places[offset])
    offset += 1
  }
}
