internal import Syntax

/// Splits a shell script into commands and their words, as far as it takes to find a component's
/// command line: quotes, escapes, comments, continuation lines, the operators between commands.
/// A word with an expansion in it is not known.
struct ScriptWords {
  private let script: ScriptText
  private var offset = 0
  private(set) var commands: [[CommandWord]] = [[]]

  static func commands(of script: ScriptText) -> [[CommandWord]] {
    var words = ScriptWords(script: script)
    while let byte = words.peek { words.step(byte) }
    return words.commands.filter { !$0.isEmpty }
  }

  private init(script: ScriptText) { self.script = script }

  private var peek: UInt8? { script.bytes[safe: offset] }

  private mutating func step(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
    case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"),
      UInt8(ascii: "("), UInt8(ascii: ")"):
      offset += 1
      commands.append([])
    case UInt8(ascii: "#"):
      while let byte = peek, byte != UInt8(ascii: "\n") {
        _ = byte
        offset += 1
      }
    case UInt8(ascii: "\\") where isLineBreak(at: offset + 1): skipLineBreak()
    case UInt8(ascii: ">"), UInt8(ascii: "<"): skipRedirection()
    default: readWord()
    }
  }

  private func isLineBreak(at offset: Int) -> Bool {
    let byte = script.bytes[safe: offset]
    return byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r") && script.bytes[safe: offset + 1] == UInt8(ascii: "\n")
  }

  private mutating func skipLineBreak() {
    offset += script.bytes[safe: offset + 1] == UInt8(ascii: "\r") ? 3 : 2
  }

  /// `>> log`, `2>&1`: the file is no word of the program's.
  private mutating func skipRedirection() {
    while let byte = peek, "<>&".utf8.contains(byte) { offset += 1 }
    while let byte = peek, byte == UInt8(ascii: " ") { offset += 1 }
    guard let byte = peek, !Self.endsWord(byte) else { return }
    readWord(isKept: false)
  }

  private mutating func readWord(isKept: Bool = true) {
    let start = offset
    var text: [UInt8] = []
    var isExpanded = false
    var quote: UInt8?
    while let byte = peek {
      if quote == nil, Self.endsWord(byte) { break }
      offset += 1
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
        if isLineBreak(at: offset) {
          offset -= 1
          skipLineBreak()
        } else if let escaped = peek {
          text.append(escaped)
          offset += 1
        }
      } else {
        if quote != UInt8(ascii: "'"), byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") {
          isExpanded = true
        }
        text.append(byte)
      }
    }
    guard isKept else { return }
    append(String(decoding: text, as: UTF8.self), start..<offset, isExpanded: isExpanded)
  }

  private mutating func append(_ text: String, _ range: Range<Int>, isExpanded: Bool) {
    var inner = range
    let first = script.bytes[range.lowerBound]
    if range.count >= 2, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"),
      script.bytes[range.upperBound - 1] == first
    {
      inner = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    let word = CommandWord(
      text: text, span: script.span(inner), entrySpan: script.span(range),
      unknown: isExpanded ? "`\(text.prefix(60))` is set when the script runs" : nil)
    commands[commands.count - 1].append(word)
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    " \t\r\n;&|()<>".utf8.contains(byte)
  }
}
