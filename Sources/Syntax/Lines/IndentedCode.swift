/// Finds the indented code blocks of a Markdown or reStructuredText page: lines indented by four
/// columns or a tab behind an empty line (CommonMark 4.4).
public enum IndentedCode {
  /// The blocks in order, outside of the ranges that are something else. What a list indents that
  /// far is taken for code too.
  public static func find(_ text: MappedText, besides others: [Range<Int>]) -> [MappedText] {
    var blocks: [MappedText] = []
    var start: Int?
    var end = 0
    var isAfterEmpty = true
    var offset = 0
    var others = others[...]
    while offset < text.count {
      let line = text.physicalLine(at: offset)
      defer { offset = line.next }
      while let first = others.first, first.upperBound <= line.content.lowerBound {
        others.removeFirst()
      }
      let isEmpty = text.trimmed(line.content).isEmpty
      let isElse = others.first?.contains(line.content.lowerBound) ?? false
      if !isElse, !isEmpty, isIndented(text, line.content), start != nil || isAfterEmpty {
        if start == nil { start = line.content.lowerBound }
        end = line.next
      } else if !isEmpty || isElse, let begin = start {
        blocks.append(text.slice(begin..<end))
        start = nil
      }
      isAfterEmpty = isEmpty
    }
    if let begin = start { blocks.append(text.slice(begin..<end)) }
    return blocks
  }

  private static func isIndented(_ text: MappedText, _ line: Range<Int>) -> Bool {
    text.byte(line.lowerBound) == 0x09
      || (line.count >= 4
        && text.bytes[line.lowerBound..<line.lowerBound + 4].allSatisfy { $0 == 0x20 })
  }
}
