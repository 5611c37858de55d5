internal import Syntax

/// Splits a host's line into words as Python's `shlex` does in POSIX mode with comments, which is
/// what Ansible reads it with (utils/shlex.py): `#` begins a comment wherever no quote is open.
struct InventoryWords {
  /// Why the line cannot be split.
  enum Refusal: Error { case openQuote, openEscape }

  private let line: MappedText
  private var offset = 0
  private var words: [MappedText] = []

  static func split(_ line: MappedText) throws(Refusal) -> [MappedText] {
    var splitter = InventoryWords(line: line)
    while splitter.offset < line.count { try splitter.step() }
    return splitter.words
  }

  private init(line: MappedText) { self.line = line }

  private mutating func step() throws(Refusal) {
    guard let byte = line.byte(offset) else { return }
    if byte.isWhitespace {
      offset += 1
    } else if byte == UInt8(ascii: "#") {
      offset = line.count
    } else {
      try readWord()
    }
  }

  private mutating func readWord() throws(Refusal) {
    var word = MappedText(anchor: line.span(of: offset..<offset))
    var quote: UInt8?
    while let byte = line.byte(offset) {
      if quote == nil, byte.isWhitespace || byte == UInt8(ascii: "#") { break }
      let place = offset
      offset += 1
      if let open = quote, byte == open {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == .backslash, quote != UInt8(ascii: "'") {
        guard let next = line.byte(offset) else { throw .openEscape }
        // Within quotes only the quote and the backslash itself are escaped.
        if quote != nil, next != quote, next != .backslash { append(byte, place, to: &word) }
        append(next, offset, to: &word)
        offset += 1
      } else {
        append(byte, place, to: &word)
      }
    }
    if quote != nil { throw .openQuote }
    words.append(word)
  }

  private func append(_ byte: UInt8, _ place: Int, to word: inout MappedText) {
    word.append(byte, line.span(of: place..<(place + 1)))
  }
}
