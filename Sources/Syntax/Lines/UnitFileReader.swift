/// Reads the lines of a unit; the rules are those of systemd's `config_parse` (conf-parser.c).
struct UnitFileReader {
  private let text: MappedText
  private let programs: [String]
  private var unit: UnitFile
  private var offset = 0

  init(_ text: MappedText, programs: [String]) {
    self.text = text
    self.programs = programs
    unit = UnitFile(empty: ())
  }

  /// An assignment, a header or nothing: one or more physical lines.
  private struct LogicalLine {
    var value: MappedText
    /// In the text: from the first byte that is no blank to the end of the last line.
    var extent: Range<Int>
    var continuations = UnitFile.Continuations()
  }

  mutating func read() -> UnitFile {
    while offset < text.count {
      guard let line = nextLine() else { continue }
      take(line)
    }
    return unit
  }

  // MARK: Lines

  /// The next line with what continues it; `nil` for a comment or an empty line.
  private mutating func nextLine() -> LogicalLine? {
    let first = text.physicalLine(at: offset, breaksAtCarriageReturn: true)
    offset = first.next
    let content = text.trimmed(first.content)
    guard !content.isEmpty else { return nil }
    guard !isComment(content) else {
      unit.comments.append(text.span(of: content))
      return nil
    }
    var line = LogicalLine(
      value: MappedText(anchor: text.span(of: content.lowerBound..<content.lowerBound)),
      extent: content.lowerBound..<first.content.upperBound)
    append(first.content, to: &line)
    return line
  }

  /// Puts a physical line behind the logical one, and goes on while it is continued.
  private mutating func append(_ firstContent: Range<Int>, to line: inout LogicalLine) {
    var content = firstContent
    while true {
      line.extent = line.extent.lowerBound..<max(line.extent.upperBound, content.upperBound)
      let ending = LineEnding(text, content)
      line.value.append(text.slice(content.lowerBound..<ending.start))
      switch ending.kind {
      case .plain:
        return
      case .continued:
        let place = text.span(of: ending.start..<offset)
        line.value.append(UInt8(ascii: " "), place)
        guard let next = nextContinuation() else {
          line.continuations.danglingBackslash = text.span(of: ending.start..<content.upperBound)
          return
        }
        if text.trimmed(next).isEmpty {
          line.continuations.danglingBackslash = text.span(of: ending.start..<content.upperBound)
        }
        content = next
      case .doubled, .blankAfterBackslash:
        guard let next = readOn(ending, content, in: &line) else {
          line.value.append(text.slice(ending.start..<content.upperBound))
          return
        }
        line.value.append(UInt8(ascii: " "), text.span(of: ending.start..<content.upperBound))
        content = next
      }
    }
  }

  /// What follows a line that systemd does not continue but its author did; `nil` to end there.
  private mutating func readOn(
    _ ending: LineEnding, _ content: Range<Int>, in line: inout LogicalLine
  ) -> Range<Int>? {
    let place = text.span(of: ending.start..<content.upperBound)
    let isBlankAfter = ending.kind == .blankAfterBackslash
    if isBlankAfter { line.continuations.blankAfterBackslashes.append(place) }
    if isBlankAfter && !line.continuations.isCutShort { return nil }
    let isRead = line.continuations.isCutShort || isControlPlaneCommand(line.value)
    guard isRead, !followingLineStandsAlone() else {
      if !isBlankAfter { line.continuations.danglingBackslash = place }
      return nil
    }
    if !isBlankAfter { line.continuations.doubledBackslashes.append(place) }
    return nextContinuation()
  }

  /// The next line that is no comment; `nil` at the end of the text.
  private mutating func nextContinuation() -> Range<Int>? {
    while offset < text.count {
      let line = text.physicalLine(at: offset, breaksAtCarriageReturn: true)
      offset = line.next
      let content = text.trimmed(line.content)
      guard isComment(content) else { return line.content }
      unit.comments.append(text.span(of: content))
    }
    return nil
  }

  /// Whether the next line is empty, a header or an assignment of its own.
  private func followingLineStandsAlone() -> Bool {
    var next = offset
    while next < text.count {
      let line = text.physicalLine(at: next, breaksAtCarriageReturn: true)
      let content = text.trimmed(line.content)
      next = line.next
      if isComment(content) { continue }
      guard let first = text.byte(content.lowerBound), !content.isEmpty else { return true }
      if first == UInt8(ascii: "[") { return true }
      let key = text.bytes[content].prefix { $0.isLetter || $0.isDigit }
      let after = text.byte(content.lowerBound + key.count)
      return first.isUppercase && after == UInt8(ascii: "=")
    }
    return true
  }

  private func isComment(_ content: Range<Int>) -> Bool {
    guard !content.isEmpty else { return false }
    let first = text.bytes[content.lowerBound]
    return first == UInt8(ascii: "#") || first == UInt8(ascii: ";")
  }

  private func isControlPlaneCommand(_ value: MappedText) -> Bool {
    let trimmed = value.bytes.drop { $0.isWhitespace }
    guard trimmed.starts(with: "ExecStart".utf8) else { return false }
    let words = trimmed.split { $0.isWhitespace || "=\"'@!+:;".utf8.contains($0) }
    return words.contains { word in
      let name = word.split(separator: UInt8(ascii: "/")).last ?? word
      return programs.contains { name.elementsEqual($0.utf8) }
    }
  }

  // MARK: What a line says

  private mutating func take(_ line: LogicalLine) {
    let value = line.value
    let content = value.trimmed(0..<value.count)
    guard !content.isEmpty else { return }
    if value.bytes[content.lowerBound] == UInt8(ascii: "[") {
      takeHeader(value, content, line)
    } else if let equals = value.bytes[content].firstIndex(of: UInt8(ascii: "=")) {
      takeAssignment(value, content, equals, line)
    } else {
      orphan(.noEqualsSign, line)
    }
  }

  private mutating func takeHeader(
    _ value: MappedText, _ content: Range<Int>, _ line: LogicalLine
  ) {
    guard content.count > 2, value.bytes[content.upperBound - 1] == UInt8(ascii: "]") else {
      return orphan(.brokenHeader, line)
    }
    let name = value.string(content.lowerBound + 1..<content.upperBound - 1)
    unit.sections.append(UnitFile.Section(name: name, span: value.span(of: content)))
  }

  private mutating func takeAssignment(
    _ value: MappedText, _ content: Range<Int>, _ equals: Int, _ line: LogicalLine
  ) {
    guard let section = unit.sections.last else { return orphan(.outsideSection, line) }
    let key = value.trimmed(content.lowerBound..<equals)
    let isKey =
      !key.isEmpty && value.bytes[key.lowerBound].isLetter
      && value.bytes[key].allSatisfy { $0.isNamePart || $0 == UInt8(ascii: "-") }
    guard isKey else { return orphan(.impossibleKey, line) }
    let entry = UnitFile.Entry(
      section: section.name, key: value.string(key), keySpan: value.span(of: key),
      value: value.slice(value.trimmed(equals + 1..<content.upperBound)),
      span: text.span(of: line.extent), continuations: line.continuations)
    unit.sections[unit.sections.count - 1].entries.append(entry)
  }

  private mutating func orphan(_ reason: UnitFile.OrphanLine.Reason, _ line: LogicalLine) {
    let place = text.span(of: line.extent)
    unit.orphanLines.append(
      UnitFile.OrphanLine(
        reason: reason, text: line.value.string(line.value.trimmed(0..<line.value.count)),
        span: place, after: unit.sections.last?.entries.last?.span))
  }
}

/// How a physical line ends, as far as backslashes go.
private struct LineEnding {
  enum Kind {
    case plain
    /// An odd number of backslashes, directly before the break.
    case continued
    /// An even number, blanks after it or not.
    case doubled
    /// An odd number, and blanks after it.
    case blankAfterBackslash
  }

  var kind: Kind
  /// The last backslash, or the last two of an even number; the line's end where it has none.
  var start: Int

  init(_ text: MappedText, _ content: Range<Int>) {
    let solid = content.lowerBound..<text.trimmed(content).upperBound
    let count = solid.isEmpty ? 0 : text.trailingBackslashes(solid)
    guard count > 0 else {
      kind = .plain
      start = content.upperBound
      return
    }
    let hasBlanks = solid.upperBound < content.upperBound
    if count.isMultiple(of: 2) {
      kind = .doubled
      start = solid.upperBound - 2
    } else {
      kind = hasBlanks ? .blankAfterBackslash : .continued
      start = solid.upperBound - 1
    }
  }
}

extension UnitFile {
  fileprivate init(empty: Void) {}
}
