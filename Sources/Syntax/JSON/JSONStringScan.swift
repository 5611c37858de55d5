/// Reads one JSON string, and decodes it where it has escapes.
struct JSONStringScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  let end: Int
  var decoded: [UInt8] = []
  var hasEscapes = false

  init(bytes: UnsafeBufferPointer<UInt8>, position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  /// Goes behind the closing quote of the string that opens at `start`.
  mutating func run(from start: Int) throws(JSONReader.Failure) {
    var copied = position
    var isASCII = true
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        if !isASCII { try checkUTF8(start + 1..<position) }
        if hasEscapes { decoded.append(contentsOf: bytes[copied..<position]) }
        position += 1
        return
      }
      if byte == UInt8(ascii: "\\") {
        decoded.append(contentsOf: bytes[copied..<position])
        hasEscapes = true
        try readEscape()
        copied = position
      } else if byte < 0x20 {
        let message =
          byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
          ? "the quoted text ends with its line: its closing quote is missing"
          : "a control character must be written as an escape"
        throw failure(message, position, position + 1)
      } else {
        if byte >= 0x80 { isASCII = false }
        position += 1
      }
    }
    throw failure("this quote is never closed", start, start + 1)
  }

  private mutating func readEscape() throws(JSONReader.Failure) {
    let start = position
    position += 2
    guard start + 1 < end else { return position = end }
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      decoded.append(bytes[start + 1])
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): try readUnicodeEscape(start)
    default: throw failure("JSON has no such escape", start, start + 2)
    }
  }

  /// A lone surrogate becomes U+FFFD, as in Go's `encoding/json`.
  private mutating func readUnicodeEscape(_ start: Int) throws(JSONReader.Failure) {
    guard let first = hex(at: position) else {
      throw failure("'\\u' needs four hexadecimal digits", start, min(start + 6, end))
    }
    position += 4
    var value = first
    if (0xD800..<0xDC00).contains(first), position + 1 < end,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u"),
      let second = hex(at: position + 2), (0xDC00..<0xE000).contains(second)
    {
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      position += 6
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private func hex(at start: Int) -> UInt32? {
    guard start + 4 <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 + UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 + UInt32((byte | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }

  private func checkUTF8(_ range: Range<Int>) throws(JSONReader.Failure) {
    var decoder = UTF8()
    var iterator = bytes[range].makeIterator()
    var offset = range.lowerBound
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return
      case .error:
        let digits = String(bytes[offset], radix: 16, uppercase: true)
        throw failure("the byte 0x\(digits) is not UTF-8", offset, offset + 1)
      }
    }
  }

  private func failure(_ message: String, _ start: Int, _ failureEnd: Int) -> JSONReader.Failure {
    JSONReader.Failure(message: message, start: start, end: min(failureEnd, end))
  }
}
