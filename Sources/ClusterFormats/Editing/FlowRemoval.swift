internal import Syntax

/// Takes items or entries out of a flow list or mapping.
struct FlowRemoval {
  let text: EditedText
  /// What goes.
  let ranges: [Range<Int>]

  /// One that stands on a line of its own goes with its line; of the last one the comma goes that
  /// stands behind the one before it.
  var edits: [TextEdit] {
    ranges.flatMap { range -> [TextEdit] in
      let end = endWithComma(range)
      guard ownsLine(range, end) else { return [TextEdit(text.span(text.withComma(range)), "")] }
      let isLast = end == range.upperBound
      let comma = isLast ? commaBefore(text.line(at: range.lowerBound).lowerBound) : nil
      let line = text.withoutLine(of: range)
      return (comma.map { [TextEdit(text.span($0..<($0 + 1)), "")] } ?? []) + [line]
    }
  }

  /// Behind the comma on the same line, if there is one.
  private func endWithComma(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while let byte = text.bytes[safe: end], byte == 0x20 || byte == 0x09 { end += 1 }
    return text.bytes[safe: end] == UInt8(ascii: ",") ? end + 1 : range.upperBound
  }

  /// Whether nothing else stands on the line, a comment apart; a comma on a line further down is
  /// left to the other way.
  private func ownsLine(_ range: Range<Int>, _ end: Int) -> Bool {
    let isOneLine = text.line(at: range.lowerBound) == text.line(at: max(range.upperBound, 1) - 1)
    guard isOneLine, text.prefix(of: range.lowerBound).allSatisfy(\.isWhitespace),
      text.endsLine(at: end)
    else { return false }
    let rest = text.bytes[min(end, text.bytes.count)...]
    return end > range.upperBound || rest.first { !Self.isBlank($0) } != UInt8(ascii: ",")
  }

  /// The comma that ends the nearest line above that stays and says something; `nil` where it ends
  /// otherwise.
  private func commaBefore(_ start: Int) -> Int? {
    var start = start
    while start > 0 {
      let line = text.line(at: start - 1)
      start = line.lowerBound
      let code = text.bytes[line.lowerBound..<endOfCode(line)]
      guard let last = code.lastIndex(where: { !Self.isBlank($0) }) else { continue }
      if ranges.contains(where: { line.contains($0.lowerBound) }) { continue }
      return code[last] == UInt8(ascii: ",") ? last : nil
    }
    return nil
  }

  /// Where a line's comment begins, else its end: `#` at the beginning or behind a blank, outside
  /// quotes.
  private func endOfCode(_ line: Range<Int>) -> Int {
    var quote: UInt8?
    var before = UInt8(ascii: " ")
    for index in line {
      let byte = text.bytes[index]
      if let open = quote {
        if byte == open, before != UInt8(ascii: "\\") { quote = nil }
      } else if Self.isBlank(before), byte == UInt8(ascii: "#") {
        return index
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), Self.opensValue(before) {
        quote = byte
      }
      before = byte
    }
    return line.upperBound
  }

  /// Whether a quote behind this byte begins a text: inside a word it is part of it.
  private static func opensValue(_ byte: UInt8) -> Bool {
    isBlank(byte) || [UInt8]("[{,:".utf8).contains(byte)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
