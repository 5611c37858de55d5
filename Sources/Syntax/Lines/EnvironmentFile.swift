/// An environment file as systemd's `EnvironmentFile=` reads it (systemd.exec(5)); no shell does.
public struct EnvironmentFile: Sendable {
  /// In order; the last of one name counts.
  public internal(set) var assignments: [EnvironmentAssignment] = []
  /// Lines that systemd ignores: no `=`, or a name that is none (`export A`).
  public internal(set) var ignored: [Span] = []
  /// Lines that begin with `#` or `;`.
  public internal(set) var comments: [Span] = []

  /// Reads any text: the file in a heredoc is one.
  public init(_ text: MappedText) {
    var reader = EnvironmentFileReader(text)
    reader.read()
    self = reader.result
  }

  /// Reads a part of a file, by default all of it behind the byte order mark.
  public init(_ file: SourceFile, range: Range<Int>? = nil) {
    let start = file.byteOrderMarkLength
    self.init(MappedText(file, range ?? start..<max(start, file.bytes.count)))
  }

  /// The last assignment of each name, which is the one that counts.
  public var values: [String: MappedText] {
    Dictionary(assignments.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  init(empty: Void) {}
}

/// The state machine of systemd's `parse_env_file_internal` (env-file.c). A backslash at the end of
/// a comment does not continue it, as from version 254 on.
private struct EnvironmentFileReader {
  private let text: MappedText
  private var offset = 0
  private(set) var result = EnvironmentFile(empty: ())

  init(_ text: MappedText) { self.text = text }

  mutating func read() {
    while let byte = text.byte(offset) {
      if byte.isWhitespace {
        offset += 1
      } else if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
        let end = endOfLine(offset)
        result.comments.append(text.span(of: text.trimmed(offset..<end)))
        offset = end
      } else {
        readAssignment()
      }
    }
  }

  private func endOfLine(_ start: Int) -> Int {
    text.bytes[start...].firstIndex(where: \.isLineBreak) ?? text.count
  }

  private mutating func readAssignment() {
    let start = offset
    let end = endOfLine(start)
    guard let equals = text.bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) else {
      result.ignored.append(text.span(of: text.trimmed(start..<end)))
      offset = end
      return
    }
    let name = text.trimmed(start..<equals)
    offset = equals + 1
    let value = readValue()
    let place = text.span(of: text.trimmed(start..<offset))
    let isName =
      text.bytes[name].first?.isNameStart == true && text.bytes[name].allSatisfy(\.isNamePart)
    guard isName else { return result.ignored.append(place) }
    result.assignments.append(
      EnvironmentAssignment(
        name: text.string(name), nameSpan: text.span(of: name), value: value, span: place))
  }

  /// Reads up to the line break that ends the value. Quotes count only where a value (or what
  /// follows a closed quote) begins; inside an unquoted value they are text.
  private mutating func readValue() -> MappedText {
    var value = MappedText(anchor: text.span(of: offset..<offset))
    while let byte = text.byte(offset), !byte.isLineBreak {
      switch byte {
      case UInt8(ascii: "'"): readSingleQuoted(into: &value)
      case UInt8(ascii: "\""): readDoubleQuoted(into: &value)
      case _ where byte.isBlank: offset += 1
      default:
        readUnquoted(into: &value)
        return value
      }
    }
    return value
  }

  private mutating func readSingleQuoted(into value: inout MappedText) {
    offset += 1
    anchorIfEmpty(&value)
    while let byte = text.byte(offset) {
      offset += 1
      if byte == UInt8(ascii: "'") { return }
      value.append(byte, text.places[offset - 1])
    }
  }

  private mutating func readDoubleQuoted(into value: inout MappedText) {
    offset += 1
    anchorIfEmpty(&value)
    while let byte = text.byte(offset) {
      offset += 1
      if byte == UInt8(ascii: "\"") { return }
      guard byte == .backslash else {
        value.append(byte, text.places[offset - 1])
        continue
      }
      guard let next = text.byte(offset) else { return }
      let place = text.span(of: offset - 1..<offset + 1)
      if "\"\\`$".utf8.contains(next) {
        value.append(next, place)
      } else if next != 0x0A {
        value.append(.backslash, text.places[offset - 1])
        value.append(next, text.places[offset])
      }
      offset += 1
    }
  }

  /// Lets an empty quoted value stand between its quotes.
  private func anchorIfEmpty(_ value: inout MappedText) {
    if value.isEmpty { value = MappedText(anchor: text.span(of: offset..<offset)) }
  }

  private mutating func readUnquoted(into value: inout MappedText) {
    var solidCount = value.count
    while let byte = text.byte(offset), !byte.isLineBreak {
      if byte == .backslash {
        let next = text.byte(offset + 1)
        if let next, !next.isLineBreak {
          value.append(next, text.span(of: offset..<offset + 2))
        }
        solidCount = value.count
        offset += next == 0x0D && text.byte(offset + 2) == 0x0A ? 3 : 2
        continue
      }
      value.append(byte, text.places[offset])
      offset += 1
      if !byte.isBlank { solidCount = value.count }
    }
    offset = min(offset, text.count)
    if solidCount < value.count { value = value.slice(0..<solidCount) }
  }
}
