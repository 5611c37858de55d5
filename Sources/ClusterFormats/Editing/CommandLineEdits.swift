internal import ClusterModel
internal import Syntax

/// Edits of flags that are words of a command line in a unit or a script, where a backslash at the
/// end of a line goes on with the next.
struct CommandLineEdits {
  let set: FlagSet
  let text: EditedText

  /// Adds a word after the last flag: on a line of its own where that has one.
  func add(_ name: String, _ value: String) -> [TextEdit]? {
    guard ShellText.isSafe(value) else { return nil }
    let last = set.flags.max { $0.entrySpan.end < $1.entrySpan.end }?.entrySpan ?? set.anchor
    let end = last.range.upperBound
    let prefix = text.prefix(of: last.range.lowerBound)
    let word = "--\(name)=\(value)"
    let rest = text.suffix(of: end).filter { $0 != " " && $0 != "\t" }
    guard prefix.allSatisfy(\.isWhitespace), rest.allSatisfy({ $0 == "\\" }) else {
      return [text.insertion(at: end, " \(word)")]
    }
    let line = text.lineBreak(at: end) + prefix + word
    if rest.isEmpty { return [text.insertion(at: end, " \\\(line)")] }
    return [text.insertion(at: text.line(at: end).upperBound, "\(line) \(rest)")]
  }

  /// Takes words away, each with its line where it stands alone on one.
  func remove(_ flags: [Flag]) -> [TextEdit]? {
    var edits: [TextEdit] = []
    for flag in flags {
      guard let edit = remove(flag.entrySpan.range) else { return nil }
      edits.append(edit)
    }
    return edits.withoutOverlap
  }

  private func remove(_ range: Range<Int>) -> TextEdit? {
    let isFirst = text.prefix(of: range.lowerBound).allSatisfy(\.isWhitespace)
    let rest = text.suffix(of: range.upperBound).filter { $0 != " " && $0 != "\t" }
    if isFirst, rest.isEmpty { return removeLast(range) }
    if isFirst, rest.allSatisfy({ $0 == "\\" }) {
      let start = text.line(at: range.lowerBound).lowerBound
      return TextEdit(text.span(start..<text.endOfLine(at: range.upperBound)), "")
    }
    if isFirst {
      var end = range.upperBound
      while let byte = text.bytes[safe: end], byte == 0x20 || byte == 0x09 { end += 1 }
      return TextEdit(text.span(range.lowerBound..<end), "")
    }
    let start = blanksBefore(range.lowerBound)
    return start == range.lowerBound ? nil : TextEdit(text.span(start..<range.upperBound), "")
  }

  /// The last line goes with the backslash of the line before.
  private func removeLast(_ range: Range<Int>) -> TextEdit? {
    let lineStart = text.line(at: range.lowerBound).lowerBound
    guard lineStart > 0 else { return nil }
    let previous = text.line(at: lineStart - 1)
    guard previous.upperBound > previous.lowerBound,
      text.bytes[safe: previous.upperBound - 1] == UInt8(ascii: "\\"),
      text.bytes[safe: previous.upperBound - 2] != UInt8(ascii: "\\")
    else { return nil }
    let start = blanksBefore(previous.upperBound - 1)
    return TextEdit(text.span(start..<text.line(at: range.upperBound).upperBound), "")
  }

  private func blanksBefore(_ offset: Int) -> Int {
    var start = offset
    while let byte = text.byte(before: start), byte == 0x20 || byte == 0x09 { start -= 1 }
    return start
  }
}
