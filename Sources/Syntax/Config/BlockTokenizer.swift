/// Splits a configuration of blocks into words, ends and braces.
struct BlockTokenizer {
  enum Token {
    case word(ConfigWord)
    /// `;`, or the end of a line that has words.
    case end(Span)
    case open(Span)
    case close(Span)
  }

  private let file: SourceFile
  private let dialect: BlockConfig.Dialect
  private var offset: Int
  private var hasWords = false
  private(set) var unclosedQuote: Span?

  init(_ file: SourceFile, _ dialect: BlockConfig.Dialect) {
    self.file = file
    self.dialect = dialect
    offset = file.byteOrderMarkLength
  }

  var end: Span { Span(file.id, file.bytes.count, file.bytes.count) }

  /// Whether the next token is an opening brace, line ends apart.
  var isOpeningNext: Bool {
    var copy = self
    while let byte = copy.byte, byte.isWhitespace || copy.isComment { copy.skip() }
    return copy.byte == UInt8(ascii: "{") && !copy.has("{{") && !copy.has("{%")
  }

  mutating func next() -> Token? {
    while let byte {
      if byte == 0x0A, dialect == .keepalived, hasWords {
        hasWords = false
        defer { offset += 1 }
        return .end(place(1))
      }
      if byte.isWhitespace || isComment || has("{%") {
        skip()
        continue
      }
      switch byte {
      case UInt8(ascii: ";") where dialect == .nginx: return punctuation { .end($0) }
      case UInt8(ascii: "{") where !has("{{"): return punctuation { .open($0) }
      case UInt8(ascii: "}"): return punctuation { .close($0) }
      default:
        hasWords = true
        return .word(word())
      }
    }
    guard hasWords, dialect == .keepalived else { return nil }
    hasWords = false
    return .end(end)
  }

  private var byte: UInt8? { file.bytes.indices.contains(offset) ? file.bytes[offset] : nil }

  private func has(_ text: StaticString) -> Bool {
    file.bytes[offset...].starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func place(_ count: Int) -> Span { Span(file.id, offset, offset + count) }

  private mutating func punctuation(_ token: (Span) -> Token) -> Token {
    defer {
      offset += 1
      hasWords = false
    }
    return token(place(1))
  }

  private var isComment: Bool {
    byte == UInt8(ascii: "#") || (dialect == .keepalived && byte == UInt8(ascii: "!"))
  }

  /// Past a blank, a comment up to its line's end, or a tag of a template.
  private mutating func skip() {
    if isComment {
      offset = file.bytes[offset...].firstIndex(of: 0x0A) ?? file.bytes.count
    } else if has("{%") {
      var place = offset + 2
      while place < file.bytes.count, file.bytes[place] != 0x0A,
        !file.bytes[place...].starts(with: "%}".utf8)
      {
        place += 1
      }
      offset = min(file.bytes.count, place + 2)
    } else {
      offset += 1
    }
  }

  private mutating func word() -> ConfigWord {
    let start = offset
    var text: [UInt8] = []
    var isQuoted = false
    while let byte, !endsWord(byte) {
      if (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")) && isQuoteHere(start) {
        isQuoted = true
        readQuoted(byte, &text)
      } else if byte == .backslash, dialect == .nginx {
        readEscape(&text)
      } else if let count = braced {
        text += file.bytes[offset..<(offset + count)]
        offset += count
      } else {
        text.append(byte)
        offset += 1
      }
    }
    return ConfigWord(
      text: String(decoding: text, as: UTF8.self), span: Span(file.id, start, offset),
      isQuoted: isQuoted)
  }

  /// nginx quotes whole words only; keepalived also parts of them.
  private func isQuoteHere(_ start: Int) -> Bool { dialect == .keepalived || offset == start }

  private func endsWord(_ byte: UInt8) -> Bool {
    if byte.isWhitespace { return true }
    switch byte {
    case UInt8(ascii: ";"): return dialect == .nginx
    case UInt8(ascii: "{"): return braced == nil
    case UInt8(ascii: "}"): return true
    case UInt8(ascii: "#"), UInt8(ascii: "!"): return dialect == .keepalived && isComment
    default: return false
    }
  }

  /// Bytes of `${name}` or `{{ … }}` that begin here, of which the braces are no block's.
  private var braced: Int? {
    let isVariable = has("${")
    guard isVariable || has("{{") else { return nil }
    let limit = min(file.bytes.count, offset + 160)
    var place = offset + 2
    while place < limit, file.bytes[place] != 0x0A {
      if isVariable, file.bytes[place] == UInt8(ascii: "}") { return place + 1 - offset }
      if !isVariable, file.bytes[place...].starts(with: "}}".utf8) { return place + 2 - offset }
      place += 1
    }
    return isVariable ? nil : 2
  }

  private mutating func readQuoted(_ quote: UInt8, _ text: inout [UInt8]) {
    let start = offset
    offset += 1
    while let byte, byte != quote {
      // A line's end closes keepalived's quote.
      if byte == 0x0A, dialect == .keepalived { break }
      if byte == .backslash {
        readEscape(&text)
      } else {
        text.append(byte)
        offset += 1
      }
    }
    if byte == quote {
      offset += 1
    } else if unclosedQuote == nil {
      unclosedQuote = Span(file.id, start, start + 1)
    }
  }

  private mutating func readEscape(_ text: inout [UInt8]) {
    guard offset + 1 < file.bytes.count else {
      text.append(.backslash)
      offset += 1
      return
    }
    let byte = file.bytes[offset + 1]
    offset += 2
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case .backslash, UInt8(ascii: "\""), UInt8(ascii: "'"), 0x20, UInt8(ascii: ";"):
      text.append(byte)
    default: text += [.backslash, byte]
    }
  }
}
