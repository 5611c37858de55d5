/// One pass over a JSON text. Without recursion: what is open is a stack of brackets.
struct JSONReader {
  /// What the grammar allows at a place inside the innermost collection.
  private enum Expectation { case value, valueOrEnd, key, keyOrEnd, separatorOrEnd }

  struct Failure: Error {
    let message: String
    let start: Int
    let end: Int
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private var position: Int
  /// The closing bracket of each open collection.
  private var closers: [UInt8] = []

  init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Feeds the builder until the text ends, breaks or exceeds a limit.
  mutating func read(into builder: inout TreeBuilder) {
    do throws(Failure) {
      skipBlanks()
      while position < end, builder.stoppedAt == nil {
        builder.beginDocument(at: position)
        try readDocument(&builder)
        if builder.stoppedAt == nil { builder.endDocument() }
        skipBlanks()
      }
    } catch {
      builder.stop(error.message, error.start, error.end)
    }
    builder.abandonDocument()
  }

  private mutating func readDocument(_ builder: inout TreeBuilder) throws(Failure) {
    var expected = Expectation.value
    repeat {
      skipBlanks()
      let byte = position < end ? bytes[position] : 0
      let closer = closers.last ?? 0
      let isObject = closer == UInt8(ascii: "}")
      switch expected {
      case .valueOrEnd where byte == closer, .keyOrEnd where byte == closer,
        .separatorOrEnd where byte == closer:
        position += 1
        closers.removeLast()
        builder.close(end: position)
        expected = .separatorOrEnd
      case .separatorOrEnd:
        guard byte == UInt8(ascii: ",") else { throw missingSeparator(closer) }
        position += 1
        expected = isObject ? .key : .value
      case .key, .keyOrEnd:
        guard byte == UInt8(ascii: "\"") else { throw missingKey(byte) }
        try readString(&builder)
        skipBlanks()
        guard position < end, bytes[position] == UInt8(ascii: ":") else {
          throw failure("a ':' is expected here, after the key")
        }
        position += 1
        expected = .value
      case .value, .valueOrEnd:
        expected = try readValue(byte, &builder)
      }
    } while !closers.isEmpty && builder.stoppedAt == nil
  }

  private mutating func readValue(
    _ byte: UInt8, _ builder: inout TreeBuilder
  ) throws(Failure) -> Expectation {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = byte == UInt8(ascii: "{")
      builder.open(isObject ? .mapping : .sequence, .flow, start: position, bodyStart: position)
      closers.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
      position += 1
      return isObject ? .keyOrEnd : .valueOrEnd
    case UInt8(ascii: "\""):
      try readString(&builder)
    default:
      try readWord(&builder)
    }
    return .separatorOrEnd
  }

  /// A number or one of the three names.
  private mutating func readWord(_ builder: inout TreeBuilder) throws(Failure) {
    let start = position
    while position < end, Self.isWordByte(bytes[position]) { position += 1 }
    let word = UnsafeBufferPointer(rebasing: bytes[start..<position])
    guard !word.isEmpty else {
      position = start
      throw failure(position < end ? "a value is expected here" : "the text ends inside a value")
    }
    guard JSONNumber.isValid(word) || Self.names.contains(where: { $0.elementsEqual(word) }) else {
      throw Failure(
        message: "this is no JSON value: a text needs double quotes", start: start, end: position)
    }
    builder.addScalar(start: start, end: position, bodyStart: start, style: .plain, text: word)
  }

  private mutating func readString(_ builder: inout TreeBuilder) throws(Failure) {
    let start = position
    var scan = JSONStringScan(bytes: bytes, position: start + 1, end: end)
    try scan.run(from: start)
    position = scan.position
    if scan.hasEscapes {
      scan.decoded.withUnsafeBufferPointer { text in
        builder.addScalar(
          start: start, end: position, bodyStart: start, style: .doubleQuoted, text: text)
      }
    } else {
      builder.addScalar(
        start: start, end: position, bodyStart: start, style: .doubleQuoted,
        text: UnsafeBufferPointer(rebasing: bytes[(start + 1)..<(position - 1)]))
    }
  }

  private mutating func skipBlanks() {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        position += 1
      default: return
      }
    }
  }

  private static let names = [Array("true".utf8), Array("false".utf8), Array("null".utf8)]

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: byte >= 0x80
    }
  }

  private func missingSeparator(_ closer: UInt8) -> Failure {
    let bracket = Character(UnicodeScalar(closer))
    return failure(
      position < end ? "a ',' or '\(bracket)' is expected here" : "a '\(bracket)' is missing")
  }

  private func missingKey(_ byte: UInt8) -> Failure {
    byte == UInt8(ascii: "}")
      ? failure("JSON allows no ',' before a closing bracket")
      : failure("a key in double quotes is expected here")
  }

  private func failure(_ message: String) -> Failure {
    Failure(message: message, start: position, end: min(position + 1, end))
  }
}
