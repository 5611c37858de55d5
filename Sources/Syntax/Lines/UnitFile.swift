/// A systemd unit as systemd reads it (systemd.syntax(7)): comments, sections, `Key=value`, and
/// lines that end in one backslash joined with the next by a space.
package struct UnitFile: Sendable {
  /// One `Key=value`.
  package struct Entry: Sendable {
    package let section: String
    package let key: String
    package let value: MappedText
    /// `\\` at ends of lines of a command that goes on behind them as its author meant: systemd
    /// ends the line there.
    package let doubledBackslashes: [Span]
  }

  package let entries: [Entry]

  package init(entries: [Entry]) { self.entries = entries }

  /// Reads a text. Where a line of `ExecStart=` ends in `\\` and `isCommand` knows its program, the
  /// lines behind it are read on as the author meant.
  package static func parse(
    _ text: MappedText, readingOn isCommand: (MappedText) -> Bool
  ) -> UnitFile {
    var reader = UnitReader(text: text)
    return UnitFile(entries: reader.read(readingOn: isCommand))
  }

  /// The values of a key in a section, from the last empty one on, which resets the list.
  package func values(_ section: String, _ key: String) -> [Entry] {
    var values: [Entry] = []
    for entry in entries where entry.section == section && entry.key == key {
      if entry.value.isEmpty { values.removeAll() } else { values.append(entry) }
    }
    return values
  }
}

/// The reading of one unit's lines.
private struct UnitReader {
  private let text: MappedText
  private let lines: [Range<Int>]
  private var index = 0

  init(text: MappedText) {
    self.text = text
    lines = text.lines
  }

  mutating func read(readingOn isCommand: (MappedText) -> Bool) -> [UnitFile.Entry] {
    var entries: [UnitFile.Entry] = []
    var section = ""
    while index < lines.count {
      var line = nextLine()
      let bytes = line.bytes
      if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
        section = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
        continue
      }
      guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), equals > 0 else { continue }
      let key = line[0..<trimmedEnd(line, equals)].string
      var doubled: [Span] = []
      if key == "ExecStart", endsDoubled(line), isCommand(line[(equals + 1)..<line.count]) {
        doubled = readOn(&line)
      }
      let start = firstText(line, equals + 1)
      entries.append(
        UnitFile.Entry(
          section: section, key: key, value: line[start..<trimmedEnd(line, line.count)],
          doubledBackslashes: doubled))
    }
    return entries
  }

  /// The next logical line: without leading blanks and comments, continued lines joined.
  private mutating func nextLine() -> MappedText {
    var line = MappedText()
    while index < lines.count {
      let range = lines[index]
      index += 1
      let piece = text[firstText(text, range.lowerBound, range.upperBound)..<range.upperBound]
      if let first = piece.bytes.first, first == UInt8(ascii: "#") || first == UInt8(ascii: ";") {
        if line.isEmpty { return line }
        continue
      }
      line.append(piece)
      guard endsEscaped(piece) else { return trimmed(line) }
      line = replacingEnd(line, count: 1)
    }
    return trimmed(line)
  }

  /// Goes on behind `\\` as if each pair were one backslash.
  private mutating func readOn(_ line: inout MappedText) -> [Span] {
    var doubled: [Span] = []
    while endsDoubled(line) {
      doubled.append(line.span((line.count - 2)..<line.count))
      line = replacingEnd(line, count: 2)
      guard index < lines.count, !isSectionOrBlank(lines[index]) else { break }
      line.append(nextLine())
    }
    return doubled
  }

  private func isSectionOrBlank(_ range: Range<Int>) -> Bool {
    let start = firstText(text, range.lowerBound, range.upperBound)
    return start >= range.upperBound || text.bytes[start] == UInt8(ascii: "[")
  }

  /// The line with a blank in place of its last bytes.
  private func replacingEnd(_ line: MappedText, count: Int) -> MappedText {
    var result = line[0..<(line.count - count)]
    result.append(UInt8(ascii: " "), for: line, at: line.count - 1)
    return result
  }

  /// Whether the line ends in a backslash that no backslash escapes: only then it goes on.
  private func endsEscaped(_ line: MappedText) -> Bool { trailingBackslashes(line) % 2 == 1 }

  private func endsDoubled(_ line: MappedText) -> Bool {
    let count = trailingBackslashes(line)
    return count > 0 && count % 2 == 0
  }

  private func trailingBackslashes(_ line: MappedText) -> Int {
    line.bytes.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
  }

  private func firstText(_ text: MappedText, _ start: Int, _ end: Int? = nil) -> Int {
    var index = start
    while index < end ?? text.count, text.bytes[index] <= 0x20 { index += 1 }
    return index
  }

  private func trimmedEnd(_ text: MappedText, _ end: Int) -> Int {
    var end = end
    while end > 0, text.bytes[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  private func trimmed(_ line: MappedText) -> MappedText {
    line[0..<trimmedEnd(line, line.count)]
  }
}
