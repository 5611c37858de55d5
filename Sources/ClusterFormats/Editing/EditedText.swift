internal import ClusterModel
internal import Syntax

/// A file as edits see it: its lines, and what stands around a place.
struct EditedText {
  let file: SourceFile
  let isJSON: Bool

  init(_ file: SourceFile) {
    self.file = file
    isJSON = FormatInput(file).looksLikeJSON
  }

  var bytes: [UInt8] { file.bytes }

  func span(_ range: Range<Int>) -> Span { Span(file.id, range.lowerBound, range.upperBound) }

  func insertion(at offset: Int, _ text: String) -> TextEdit {
    TextEdit(Span(file.id, offset, offset), text)
  }

  /// The line's bytes around an offset, without its line break.
  func line(at offset: Int) -> Range<Int> {
    // Looked for around the place: a map of all lines for each of many edits would cost too much.
    let feed = UInt8(ascii: "\n")
    let offset = min(max(offset, file.byteOrderMarkLength), bytes.count)
    let start = bytes[..<offset].lastIndex(of: feed).map { $0 + 1 } ?? file.byteOrderMarkLength
    guard let end = bytes[offset...].firstIndex(of: feed) else { return start..<bytes.count }
    return start..<(end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
  }

  /// The end of the line, its line break included.
  func endOfLine(at offset: Int) -> Int {
    bytes[min(max(offset, 0), bytes.count)...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      ?? bytes.count
  }

  /// The line break in use where a line is: its own, of a last line without one that of the line
  /// before.
  func lineBreak(at offset: Int) -> String {
    var end = endOfLine(at: offset)
    if end == bytes.count, bytes.last != UInt8(ascii: "\n") { end = line(at: offset).lowerBound }
    let isPair = end >= 2 && end <= bytes.count && bytes[end - 2] == UInt8(ascii: "\r")
    return isPair ? "\r\n" : "\n"
  }

  /// What stands on the line before an offset.
  func prefix(of offset: Int) -> String { file.text(line(at: offset).lowerBound..<offset) }

  /// What stands on the line from an offset on.
  func suffix(of offset: Int) -> String {
    file.text(offset..<max(offset, line(at: offset).upperBound))
  }

  /// Whether nothing but blanks and a comment follows on the line.
  func endsLine(at offset: Int) -> Bool {
    let rest = suffix(of: offset).drop { $0 == " " || $0 == "\t" }
    return rest.isEmpty || rest.hasPrefix("#")
  }

  func byte(before offset: Int) -> UInt8? {
    bytes.indices.contains(offset - 1) ? bytes[offset - 1] : nil
  }

  /// The quotes that a value stands in; `nil` for none.
  func quote(around range: Range<Int>) -> UInt8? {
    guard let before = byte(before: range.lowerBound), bytes.indices.contains(range.upperBound),
      before == bytes[range.upperBound],
      before == UInt8(ascii: "\"") || before == UInt8(ascii: "'")
    else { return nil }
    return before
  }

  /// The quotes in which a further value stands among others: those of the last one that is of its
  /// kind, a text or what looks like a number or a truth.
  func quote(besides flags: [Flag], for value: String) -> UInt8? {
    let isNumber = ScalarText.resolves(value)
    let alike = flags.last { flag in
      guard let text = flag.text, flag.valueSpan.file == file.id, !flag.valueSpan.range.isEmpty
      else { return false }
      return ScalarText.resolves(text) == isNumber
    }
    guard let alike else { return isJSON && !isNumber ? ScalarText.doubleQuote : nil }
    return quote(around: alike.valueSpan.range)
  }

  /// Takes the whole line around a range away; of a last line without a break, the break before it.
  func withoutLine(of range: Range<Int>) -> TextEdit {
    let start = line(at: range.lowerBound).lowerBound
    let end = endOfLine(at: range.upperBound)
    guard end == bytes.count, bytes.last != UInt8(ascii: "\n"), start > 0 else {
      return TextEdit(span(start..<end), "")
    }
    return TextEdit(span(line(at: start - 1).upperBound..<end), "")
  }

  /// Puts an item or an entry behind the last one in brackets: on a line of its own where that has
  /// one, below the blanks and the comment behind it.
  func addition(_ entry: String, behind last: Range<Int>) -> [TextEdit] {
    let end = last.upperBound
    let prefix = prefix(of: last.lowerBound)
    guard prefix.allSatisfy(\.isWhitespace) else { return [insertion(at: end, ", \(entry)")] }
    let line = lineBreak(at: end) + prefix + entry
    let endOfLine = self.line(at: end).upperBound
    guard endsLine(at: end), endOfLine > end else { return [insertion(at: end, ",\(line)")] }
    return [insertion(at: end, ","), insertion(at: endOfLine, line)]
  }

  /// A range of one item or entry among others in a flow list or mapping, with the comma that goes
  /// when it goes, and the blanks beside it.
  func withComma(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end < bytes.count, Self.isSpace(bytes[end]) { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: ",") {
      end += 1
      while end < bytes.count, Self.isSpace(bytes[end]) { end += 1 }
      return range.lowerBound..<end
    }
    var start = range.lowerBound
    while let byte = byte(before: start), Self.isSpace(byte) { start -= 1 }
    guard byte(before: start) == UInt8(ascii: ",") else { return range }
    return (start - 1)..<range.upperBound
  }

  /// Writes `[]` or `{}` as the value of a key whose block is taken away.
  func emptied(after key: Span, _ value: String) -> TextEdit? {
    guard let colon = colon(after: key), endsLine(at: colon + 1) else { return nil }
    return insertion(at: colon + 1, " \(value)")
  }

  /// Whether a key's value is written in brackets or braces.
  func isFlow(after key: Span) -> Bool {
    guard let colon = colon(after: key) else { return false }
    let value = bytes[(colon + 1)...].first { !Self.isSpace($0) }
    return value == UInt8(ascii: "{") || value == UInt8(ascii: "[")
  }

  /// Whether flags are the entries of a mapping that is written in lines.
  func isBlockMapping(_ set: FlagSet) -> Bool {
    guard case .mapping = set.style, set.anchor.file == file.id, colon(after: set.anchor) != nil
    else { return false }
    return !isFlow(after: set.anchor)
  }

  private func colon(after key: Span) -> Int? {
    var offset = Int(key.end)
    while offset < bytes.count,
      Self.isSpace(bytes[offset]) || bytes[offset] == UInt8(ascii: "\"")
        || bytes[offset] == UInt8(ascii: "'")
    {
      offset += 1
    }
    return offset < bytes.count && bytes[offset] == UInt8(ascii: ":") ? offset : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

extension [UInt8] {
  subscript(safe index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }
}
