/// Finds the fenced code blocks of a Markdown text (CommonMark 4.5), also inside lists.
public enum MarkdownFences {
  /// All blocks in order. A fence may be indented by any depth of lists; the closing fence by no
  /// more than three columns beyond the opening one.
  public static func find(_ text: MappedText) -> [MarkdownFence] {
    var fences: [MarkdownFence] = []
    var offset = 0
    while offset < text.count {
      let line = text.physicalLine(at: offset)
      offset = line.next
      guard let opening = Opening(text, line.content) else { continue }
      fences.append(read(text, opening, &offset))
    }
    return fences
  }

  /// All blocks of a file.
  public static func find(_ file: SourceFile) -> [MarkdownFence] { find(MappedText(file)) }

  private struct Opening {
    let mark: UInt8
    let length: Int
    let indent: Int
    let info: String
    /// Whether it stands in a block quote, whose lines all begin with `>`.
    let isQuoted: Bool

    init?(_ text: MappedText, _ line: Range<Int>) {
      var start = line.lowerBound
      while start < line.upperBound, text.bytes[start].isBlank { start += 1 }
      isQuoted = text.byte(start) == UInt8(ascii: ">")
      // A list's mark may stand before the fence; its width is indentation then.
      start = Opening.skipListMark(text, start, line.upperBound)
      guard start < line.upperBound else { return nil }
      mark = text.bytes[start]
      guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
      let mark = mark
      length = text.bytes[start..<line.upperBound].prefix { $0 == mark }.count
      guard length >= 3 else { return nil }
      let rest = text.trimmed(start + length..<line.upperBound)
      if mark == UInt8(ascii: "`"), text.bytes[rest].contains(mark) { return nil }
      indent = start - line.lowerBound - (isQuoted ? 2 : 0)
      info = text.string(rest)
    }

    private static func skipListMark(_ text: MappedText, _ start: Int, _ end: Int) -> Int {
      var place = start
      let digits = text.bytes[start..<end].prefix(9).prefix(while: \.isDigit).count
      guard let mark = text.byte(start + digits) else { return start }
      if digits > 0 {
        guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") else { return start }
      } else if !"-*+>".utf8.contains(mark) {
        return start
      }
      place = start + digits + 1
      guard place < end, text.bytes[place].isBlank else { return start }
      while place < end, text.bytes[place].isBlank { place += 1 }
      return place
    }
  }

  private static func read(
    _ text: MappedText, _ opening: Opening, _ offset: inout Int
  ) -> MarkdownFence {
    let start = offset
    var end = start
    var content = MappedText(anchor: text.span(of: start..<start))
    var isTerminated = false
    while offset < text.count {
      let line = text.physicalLine(at: offset)
      // A quote's end is its fence's.
      guard let inner = opening.isQuoted ? unquoted(text, line.content) : line.content else {
        break
      }
      offset = line.next
      if closes(text, inner, opening) {
        isTerminated = true
        break
      }
      let blanks = text.bytes[inner].prefix(opening.indent).prefix(while: \.isBlank).count
      content.append(text.slice(inner.lowerBound + blanks..<line.next))
      end = line.next
    }
    let language = opening.info.prefix { !$0.isWhitespace && $0 != "," && $0 != "{" }
    return MarkdownFence(
      language: language.lowercased(), info: opening.info, range: start..<end,
      span: text.span(of: start..<end), content: content, isTerminated: isTerminated)
  }

  /// A line of a block quote without its mark; `nil` where it is none.
  private static func unquoted(_ text: MappedText, _ line: Range<Int>) -> Range<Int>? {
    var start = line.lowerBound
    while start < line.upperBound, text.bytes[start].isBlank { start += 1 }
    guard start < line.upperBound, text.bytes[start] == UInt8(ascii: ">") else { return nil }
    start += 1
    if start < line.upperBound, text.bytes[start].isBlank { start += 1 }
    return start..<line.upperBound
  }

  private static func closes(_ text: MappedText, _ line: Range<Int>, _ opening: Opening) -> Bool {
    let indent = text.bytes[line].prefix(while: \.isBlank).count
    guard indent <= opening.indent + 3 else { return false }
    let inner = text.trimmed(line)
    return inner.count >= opening.length && text.bytes[inner].allSatisfy { $0 == opening.mark }
  }
}
