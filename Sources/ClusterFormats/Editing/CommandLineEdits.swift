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
    if rest.isEmpty {
      return [text.insertion(at: end, " \(continuation(before: last.range.lowerBound))\(line)")]
    }
    return [text.insertion(at: text.line(at: end).upperBound, "\(line) \(rest)")]
  }

  /// Takes words of this file away, each with its line where it stands alone on one. A word that a
  /// variable holds goes from where the variable gets it.
  func remove(_ flags: [Flag]) -> [TextEdit]? {
    var edits: [TextEdit] = []
    for flag in flags {
      guard let range = place(of: flag), let edit = remove(range) else { return nil }
      edits.append(edit)
    }
    return edits.withoutOverlap
  }

  /// All of a word where it is written; `nil` where it is written in pieces.
  private func place(of flag: Flag) -> Range<Int>? {
    let entry = flag.entrySpan
    let isOwn =
      entry.file == flag.nameSpan.file && entry.start <= flag.nameSpan.start
      && flag.valueSpan.end <= entry.end
    if isOwn { return entry.range }
    let range = flag.nameSpan.range.lowerBound..<flag.valueSpan.range.upperBound
    guard flag.nameSpan.file == flag.valueSpan.file, flag.isBare || isOneWord(flag) else {
      return nil
    }
    return range
  }

  private func isOneWord(_ flag: Flag) -> Bool {
    let end = flag.nameSpan.range.upperBound
    let between = text.file.text(end..<max(end, flag.valueSpan.range.lowerBound))
    return between == "=" || !between.isEmpty && between.allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// What ends the line above in order to go on: a backslash, two in a text that a shell halves.
  private func continuation(before offset: Int) -> String {
    let start = text.line(at: offset).lowerBound
    guard start > 0 else { return "\\" }
    let end = text.line(at: start - 1).upperBound
    return String(repeating: "\\", count: max(1, backslashes(before: end)))
  }

  private func backslashes(before offset: Int) -> Int {
    var start = offset
    while text.byte(before: start) == UInt8(ascii: "\\") { start -= 1 }
    return offset - start
  }

  private func remove(_ range: Range<Int>) -> TextEdit? {
    let isFirst = text.prefix(of: range.lowerBound).allSatisfy(\.isWhitespace)
    let rest = text.suffix(of: range.upperBound).filter { $0 != " " && $0 != "\t" }
    if isFirst, rest.isEmpty {
      return removeLast(range, to: text.line(at: range.upperBound).upperBound)
    }
    // The quotes of a variable's value stay.
    if isFirst, rest == "\"" || rest == "'" { return removeLast(range, to: range.upperBound) }
    if isFirst, rest.allSatisfy({ $0 == "\\" }) {
      let start = text.line(at: range.lowerBound).lowerBound
      return TextEdit(text.span(start..<text.endOfLine(at: range.upperBound)), "")
    }
    let start = blanksBefore(range.lowerBound)
    let goesOn = text.bytes[safe: range.upperBound] == 0x20 && !rest.allSatisfy { $0 == "\\" }
    if isFirst || goesOn || start == range.lowerBound {
      var end = range.upperBound
      while let byte = text.bytes[safe: end], byte == 0x20 || byte == 0x09 { end += 1 }
      return TextEdit(text.span(range.lowerBound..<end), "")
    }
    return TextEdit(text.span(start..<range.upperBound), "")
  }

  /// The last line goes with the backslash of the line before.
  private func removeLast(_ range: Range<Int>, to end: Int) -> TextEdit? {
    let lineStart = text.line(at: range.lowerBound).lowerBound
    guard lineStart > 0 else { return nil }
    let previous = text.line(at: lineStart - 1)
    let count = backslashes(before: previous.upperBound)
    guard count > 0 else { return nil }
    let start = blanksBefore(previous.upperBound - count)
    return TextEdit(text.span(start..<end), "")
  }

  private func blanksBefore(_ offset: Int) -> Int {
    var start = offset
    while let byte = text.byte(before: start), byte == 0x20 || byte == 0x09 { start -= 1 }
    return start
  }
}
