/// Reads JSON (RFC 8259) into the same trees as YAML. libyaml is not used for it: it refuses
/// surrogate pairs such as "\ud83d\ude00".
package enum JSONParser {
  /// The document of a whole file. After an error the rest is not read; what was understood before
  /// it is kept.
  package static func parse(_ file: SourceFile) -> ParsedDocuments {
    parse(file, range: file.byteOrderMarkLength..<file.bytes.count)
  }

  /// The document in a part of a file; places are those in the whole file.
  package static func parse(_ file: SourceFile, range: Range<Int>) -> ParsedDocuments {
    let range = range.clamped(to: 0..<file.bytes.count)
    var reader = JSONReader(file: file, range: range)
    return file.bytes.withUnsafeBufferPointer { reader.read($0) }
  }
}

/// One pass over the bytes, without recursion: open collections are a list.
private struct JSONReader {
  private enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
  }

  private struct Failure: Error {
    let message: String
    let offset: Int
  }

  private struct Frame {
    let index: Int
    let isMapping: Bool
    var keys: [String: Span] = [:]
  }

  private let file: SourceFile
  private var offset: Int
  private let end: Int
  private var records: ContiguousArray<DataTree.Record> = []
  private var texts: [String] = []
  private var frames: [Frame] = []
  private var problems: [InputProblem] = []

  init(file: SourceFile, range: Range<Int>) {
    self.file = file
    offset = range.lowerBound
    end = range.upperBound
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> ParsedDocuments {
    do throws(Failure) {
      try readDocument(bytes)
    } catch {
      let place = min(error.offset, end)
      problems.append(
        InputProblem("JSON: \(error.message)", Span(file.id, place, min(place + 1, end))))
      abandon()
    }
    let documents = records.isEmpty ? [] : [DataTree(file: file, records: records, texts: texts)]
    return ParsedDocuments(documents: documents, problems: problems)
  }

  private mutating func readDocument(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    var expected = Expectation.value
    while true {
      skipBlanks(bytes)
      guard offset < end else {
        if expected == .nothing || (records.isEmpty && frames.isEmpty) { return }
        throw Failure(message: "the text ends inside a value", offset: end)
      }
      expected = try step(bytes, bytes[offset], expected)
    }
  }

  private mutating func step(
    _ bytes: UnsafeBufferPointer<UInt8>, _ byte: UInt8, _ expected: Expectation
  ) throws(Failure) -> Expectation {
    switch (expected, byte) {
    case (.valueOrEnd, UInt8(ascii: "]")), (.keyOrEnd, UInt8(ascii: "}")): return close()
    case (.commaOrEnd, UInt8(ascii: "]")) where frames.last?.isMapping == false: return close()
    case (.commaOrEnd, UInt8(ascii: "}")) where frames.last?.isMapping == true: return close()
    case (.commaOrEnd, UInt8(ascii: ",")):
      offset += 1
      return frames.last?.isMapping == true ? .key : .value
    case (.colon, UInt8(ascii: ":")):
      offset += 1
      return .value
    case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
      try readString(bytes)
      noteKey()
      return .colon
    case (.value, _), (.valueOrEnd, _): return try readValue(bytes, byte)
    case (.colon, _): throw Failure(message: "a colon must follow the key", offset: offset)
    case (.key, _), (.keyOrEnd, _):
      throw Failure(message: "a key in double quotes must stand here", offset: offset)
    case (.commaOrEnd, _):
      throw Failure(message: "a comma or the end of the collection must stand here", offset: offset)
    case (.nothing, _): throw Failure(message: "more text after the value", offset: offset)
    }
  }

  private var afterValue: Expectation { frames.isEmpty ? .nothing : .commaOrEnd }

  private mutating func readValue(
    _ bytes: UnsafeBufferPointer<UInt8>, _ byte: UInt8
  ) throws(Failure) -> Expectation {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard frames.count < SyntaxLimits.maximumDepth else {
        throw Failure(
          message: "more than \(SyntaxLimits.maximumDepth) collections inside one another",
          offset: offset)
      }
      let isMapping = byte == UInt8(ascii: "{")
      frames.append(Frame(index: records.count, isMapping: isMapping))
      append(isMapping ? .mapping : .sequence, .flow, offset, offset + 1, 0)
      offset += 1
      return isMapping ? .keyOrEnd : .valueOrEnd
    case UInt8(ascii: "\""): try readString(bytes)
    default: try readWord(bytes)
    }
    return afterValue
  }

  private mutating func close() -> Expectation {
    offset += 1
    if let frame = frames.popLast() {
      records[frame.index].end = UInt32(offset)
      records[frame.index].next = UInt32(records.count)
    }
    return afterValue
  }

  private mutating func append(
    _ kind: DataTree.RecordKind, _ style: DataNode.Style, _ start: Int, _ end: Int,
    _ reference: UInt32
  ) {
    records.append(
      DataTree.Record(
        kind: kind, style: style, start: UInt32(start), end: UInt32(end),
        next: kind == .scalar ? UInt32(records.count + 1) : 0, reference: reference))
  }

  private mutating func skipBlanks(_ bytes: UnsafeBufferPointer<UInt8>) {
    while offset < end {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  /// A number, `true`, `false` or `null`.
  private mutating func readWord(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    let start = offset
    while offset < end, Self.isWord(bytes[offset]) { offset += 1 }
    let word = String(decoding: bytes[start..<offset], as: UTF8.self)
    let isNumber =
      word.utf8.first.map { $0 == UInt8(ascii: "-") || (48...57).contains($0) } ?? false
    guard word == "true" || word == "false" || word == "null" || (isNumber && Double(word) != nil)
    else {
      throw Failure(message: word.isEmpty ? "no value" : "`\(word)` is no value", offset: start)
    }
    append(.scalar, .plain, start, offset, DataTree.verbatim)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func readString(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    let start = offset
    offset += 1
    let first = offset
    while offset < end, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\"),
      bytes[offset] >= 0x20
    {
      offset += 1
    }
    if offset < end, bytes[offset] == UInt8(ascii: "\"") {
      offset += 1
      return append(.scalar, .doubleQuoted, start, offset, DataTree.verbatim)
    }
    var text = Array(bytes[first..<offset])
    while true {
      guard offset < end else {
        throw Failure(message: "the text ends inside a string", offset: start)
      }
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        texts.append(String(decoding: text, as: UTF8.self))
        return append(.scalar, .doubleQuoted, start, offset, UInt32(texts.count - 1))
      case UInt8(ascii: "\\"): try readEscape(bytes, into: &text)
      case 0..<0x20: throw Failure(message: "a control character in a string", offset: offset)
      default:
        text.append(byte)
        offset += 1
      }
    }
  }

  private mutating func readEscape(
    _ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]
  ) throws(Failure) {
    let start = offset
    guard offset + 1 < end else {
      throw Failure(message: "the text ends inside a string", offset: start)
    }
    let byte = bytes[offset + 1]
    offset += 2
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard var value = readHex(bytes) else {
        throw Failure(message: "\\u wants four hexadecimal digits", offset: start)
      }
      if (0xD800..<0xDC00).contains(value), offset + 1 < end, bytes[offset] == UInt8(ascii: "\\"),
        bytes[offset + 1] == UInt8(ascii: "u")
      {
        let mark = offset
        offset += 2
        if let low = readHex(bytes), (0xDC00..<0xE000).contains(low) {
          value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        } else {
          offset = mark
        }
      }
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      text += Array(String(Character(scalar)).utf8)
    default: throw Failure(message: "an unknown escape in a string", offset: start)
    }
  }

  private mutating func readHex(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard offset + 4 <= end else { return nil }
    let digits = String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self)
    guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    offset += 4
    return value
  }

  private mutating func noteKey() {
    guard let record = records.last, !frames.isEmpty else { return }
    let key =
      record.reference == DataTree.verbatim
      ? file.text(Int(record.start) + 1..<Int(record.end) - 1) : texts[Int(record.reference)]
    let span = Span(file.id, Int(record.start), Int(record.end))
    if let first = frames[frames.count - 1].keys.updateValue(span, forKey: key) {
      problems.append(
        InputProblem(
          "the key `\(key)` is given twice", span, related: [.init("the first", first)]))
    }
  }

  /// Closes what is open where reading stopped.
  private mutating func abandon() {
    while let frame = frames.popLast() {
      var child = frame.index + 1
      var count = 0
      while child < records.count {
        count += 1
        child = Int(records[child].next)
      }
      if frame.isMapping, count % 2 == 1 {
        texts.append("")
        append(.scalar, .plain, offset, offset, UInt32(texts.count - 1))
      }
      records[frame.index].next = UInt32(records.count)
      records[frame.index].end = UInt32(min(offset, end))
    }
  }
}
