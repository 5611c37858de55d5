/// Splits a Terraform file into tokens; never fails, whatever stands there.
struct HCLTokenizer {
  enum Kind: Equatable {
    case identifier, number, heredoc, newline
    /// A string; `isTemplate` where `${` or `%{` stands in it.
    case string(isTemplate: Bool)
    case punctuation(UInt8)
  }

  struct Token {
    let kind: Kind
    let range: Range<Int>
  }

  private let bytes: [UInt8]
  private var offset: Int

  init(_ file: SourceFile) {
    bytes = file.bytes
    offset = file.byteOrderMarkLength
  }

  mutating func next() -> Token? {
    skipBlanks()
    guard offset < bytes.count else { return nil }
    let start = offset
    let byte = bytes[offset]
    switch byte {
    case 0x0A:
      offset += 1
      return Token(kind: .newline, range: start..<offset)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "<") where has("<<", at: offset): return heredoc()
    case _ where byte.isDigit:
      readNumber()
      return Token(kind: .number, range: start..<offset)
    case _ where byte.isNameStart || byte >= 0x80:
      skip { $0.isNamePart || $0 == UInt8(ascii: "-") || $0 >= 0x80 }
      return Token(kind: .identifier, range: start..<offset)
    default:
      offset += 1
      return Token(kind: .punctuation(byte), range: start..<offset)
    }
  }

  /// `10`, `1.5`, `1e3`; the dot of `master.0.id` is no number's.
  private mutating func readNumber() {
    skip(while: \.isDigit)
    let mark = UInt8(ascii: ".")
    while offset + 1 < bytes.count, bytes[offset] == mark || bytes[offset] == UInt8(ascii: "e"),
      bytes[offset + 1].isDigit
    {
      offset += 1
      skip(while: \.isDigit)
    }
  }

  private func has(_ text: StaticString, at place: Int) -> Bool {
    bytes[min(place, bytes.count)...].starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func skip(while matches: (UInt8) -> Bool) {
    while offset < bytes.count, matches(bytes[offset]) { offset += 1 }
  }

  private mutating func skipBlanks() {
    while offset < bytes.count {
      if bytes[offset].isBlank || bytes[offset] == 0x0D {
        offset += 1
      } else if bytes[offset] == UInt8(ascii: "#") || has("//", at: offset) {
        skip { $0 != 0x0A }
      } else if has("/*", at: offset) {
        offset += 2
        while offset < bytes.count, !has("*/", at: offset) { offset += 1 }
        offset = min(bytes.count, offset + 2)
      } else {
        return
      }
    }
  }

  /// Quotes inside `${ … }` are not its end.
  private mutating func string() -> Token {
    let start = offset
    var depth = 0
    var isTemplate = false
    offset += 1
    while offset < bytes.count, bytes[offset] != 0x0A {
      let byte = bytes[offset]
      if byte == .backslash {
        offset += 1
      } else if has("$${", at: offset) || has("%%{", at: offset) {
        offset += 2
      } else if has("${", at: offset) || has("%{", at: offset) {
        isTemplate = true
        depth += 1
        offset += 1
      } else if depth > 0, byte == UInt8(ascii: "{") {
        depth += 1
      } else if depth > 0, byte == UInt8(ascii: "}") {
        depth -= 1
      } else if depth == 0, byte == UInt8(ascii: "\"") {
        offset += 1
        return Token(kind: .string(isTemplate: isTemplate), range: start..<offset)
      }
      offset += 1
    }
    offset = min(offset, bytes.count)
    return Token(kind: .string(isTemplate: true), range: start..<offset)
  }

  /// `<<EOF` up to the line that is `EOF`; `<<` without a word is an operator of no matter.
  private mutating func heredoc() -> Token {
    let start = offset
    offset += 2
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    let wordStart = offset
    skip { $0.isNamePart }
    let word = bytes[wordStart..<offset]
    guard !word.isEmpty else {
      return Token(kind: .punctuation(bytes[start]), range: start..<offset)
    }
    skip { $0 != 0x0A }
    while offset < bytes.count {
      let lineStart = offset + 1
      offset = lineStart
      skip { $0 != 0x0A }
      guard lineStart < bytes.count else { break }
      let line = bytes[lineStart..<offset].drop { $0.isWhitespace }
      let end = line.lastIndex { !$0.isWhitespace }.map { line[...$0] } ?? line[line.endIndex...]
      if end.elementsEqual(word) { break }
    }
    offset = min(offset, bytes.count)
    return Token(kind: .heredoc, range: start..<offset)
  }
}
