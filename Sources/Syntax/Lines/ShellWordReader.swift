/// Reads one written word; an unquoted variable may make several of it, or none.
extension ShellLexer {
  private struct Builder {
    var finished: [Word] = []
    var current: Word
    /// Whether the current word exists: something was put in it, if only empty quotes.
    var isStarted = false

    init(_ anchor: Span) { current = Word(MappedText(anchor: anchor), span: anchor) }

    mutating func append(_ byte: UInt8, _ place: Span) {
      current.text.append(byte, place)
      isStarted = true
    }

    mutating func finish(_ anchor: Span) {
      if isStarted { finished.append(current) }
      current = Word(MappedText(anchor: anchor), span: anchor)
      isStarted = false
    }
  }

  mutating func readWords() -> [Word] {
    let start = offset
    var builder = Builder(text.span(of: start..<start))
    while let byte = text.byte(offset), !Self.endsWord(byte, text, offset) || isProcess(start) {
      step(byte, &builder)
    }
    // A byte that neither ends nor belongs to a word must not stop the reader.
    if offset == start { offset += 1 }
    let span = text.span(of: start..<offset)
    builder.finish(span)
    return builder.finished.map {
      var word = $0
      word.span = span
      return word
    }
  }

  private static func endsWord(_ byte: UInt8, _ text: MappedText, _ offset: Int) -> Bool {
    if byte == 0x0D { return text.byte(offset + 1) == 0x0A }
    return byte.isWhitespace || ";&|<>()".utf8.contains(byte)
  }

  /// Whether `<(` or `>(` begins the word, or `NAME=(` has just been read.
  private func isProcess(_ start: Int) -> Bool {
    guard let byte = text.byte(offset) else { return false }
    if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
      return offset == start && text.byte(offset + 1) == UInt8(ascii: "(")
    }
    guard byte == UInt8(ascii: "("), offset > start else { return false }
    return text.byte(offset - 1) == UInt8(ascii: "=")
      && text.bytes[start..<offset - 1].allSatisfy { $0.isNamePart || $0 == UInt8(ascii: "+") }
  }

  private mutating func step(_ byte: UInt8, _ builder: inout Builder) {
    switch byte {
    case .backslash:
      readBackslash(&builder)
    case UInt8(ascii: "'"):
      readSingleQuoted(&builder)
    case UInt8(ascii: "\""):
      readDoubleQuoted(&builder)
    case UInt8(ascii: "$") where text.byte(offset + 1) == UInt8(ascii: "'"):
      offset += 1
      readANSIQuoted(&builder)
    case UInt8(ascii: "$") where text.byte(offset + 1) == UInt8(ascii: "\""):
      offset += 1
    case UInt8(ascii: "$"), UInt8(ascii: "`"):
      readExpansion(&builder, isQuoted: false)
    case UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: ">"):
      let bracket = byte == UInt8(ascii: "(") ? offset : offset + 1
      let end = ShellExpansion.closing(text, bracket) ?? text.count
      appendUnknown(.expression, offset..<end, &builder)
      offset = end
    default:
      appendLiteral(&builder)
    }
  }

  /// The byte at the current offset as it stands, marked where the text is known to be unknown.
  private mutating func appendLiteral(_ builder: inout Builder) {
    if let part = opaque[offset] {
      if case .variable = part.kind {
        // The shell's own syntax says it.
      } else {
        appendUnknown(part.kind, part.range, &builder)
        offset = max(part.range.upperBound, offset + 1)
        return
      }
    }
    if let close = text.templateEnd(at: offset) {
      appendUnknown(.template, offset..<close, &builder)
      offset = close
      return
    }
    guard let byte = text.byte(offset) else { return }
    builder.append(byte, text.places[offset])
    offset += 1
  }

  private func appendUnknown(
    _ kind: UnknownPart.Kind, _ range: Range<Int>, _ builder: inout Builder
  ) {
    let start = builder.current.text.count
    builder.current.text.append(text.slice(range))
    builder.isStarted = true
    builder.current.unknowns.append(
      UnknownPart(kind, start..<builder.current.text.count, text.span(of: range)))
  }

  private mutating func readBackslash(_ builder: inout Builder) {
    if let length = continuationLength(offset) {
      offset += length
      return
    }
    builder.current.isQuoted = true
    guard let next = text.byte(offset + 1) else {
      builder.append(.backslash, text.places[offset])
      offset += 1
      return
    }
    builder.append(next, text.span(of: offset..<offset + 2))
    offset += 2
  }

  private mutating func readSingleQuoted(_ builder: inout Builder) {
    // A quote that nothing closes is an apostrophe.
    guard let end = text.bytes[(offset + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
      return appendLiteral(&builder)
    }
    builder.isStarted = true
    builder.current.isQuoted = true
    offset += 1
    while offset < end { appendLiteral(&builder) }
    offset = max(offset, end + 1)
  }

  private mutating func readDoubleQuoted(_ builder: inout Builder) {
    builder.isStarted = true
    builder.current.isQuoted = true
    offset += 1
    while let byte = text.byte(offset), byte != UInt8(ascii: "\"") {
      if byte == .backslash, let next = text.byte(offset + 1) {
        if let length = continuationLength(offset) {
          offset += length
        } else if "$`\"\\".utf8.contains(next) {
          builder.append(next, text.span(of: offset..<offset + 2))
          offset += 2
        } else {
          appendLiteral(&builder)
        }
      } else if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") {
        readExpansion(&builder, isQuoted: true)
      } else {
        appendLiteral(&builder)
      }
    }
    offset = min(offset + 1, text.count)
  }

  /// `$'…'`, with C's escapes.
  private mutating func readANSIQuoted(_ builder: inout Builder) {
    builder.isStarted = true
    builder.current.isQuoted = true
    offset += 1
    while let byte = text.byte(offset), byte != UInt8(ascii: "'") {
      if byte == .backslash, let escape = CEscape(text, at: offset + 1, end: text.count) {
        let place = text.span(of: offset..<offset + 1 + escape.length)
        for byte in escape.bytes { builder.append(byte, place) }
        offset += 1 + escape.length
      } else {
        appendLiteral(&builder)
      }
    }
    offset = min(offset + 1, text.count)
  }

  private mutating func readExpansion(_ builder: inout Builder, isQuoted: Bool) {
    guard let expansion = ShellExpansion(text, at: offset) else {
      return appendLiteral(&builder)
    }
    offset = expansion.range.upperBound
    guard let value = variables.value(of: expansion), value.count <= expansionBudget else {
      return appendUnknown(expansion.unknownKind, expansion.range, &builder)
    }
    guard case .variable(let name) = expansion.unknownKind else { return }
    expansionBudget -= value.count
    let useSite = text.span(of: expansion.range)
    var start = builder.current.text.count
    for (index, byte) in value.bytes.enumerated() {
      if !isQuoted, byte.isWhitespace {
        note(name, start, useSite, &builder)
        builder.finish(useSite)
        start = 0
      } else {
        builder.append(byte, value.places[index])
      }
    }
    note(name, start, useSite, &builder)
  }

  private func note(_ name: String, _ start: Int, _ useSite: Span, _ builder: inout Builder) {
    let end = builder.current.text.count
    guard end > start else { return }
    builder.current.substitutions.append(
      Word.Substitution(range: start..<end, variable: name, useSite: useSite))
  }
}
