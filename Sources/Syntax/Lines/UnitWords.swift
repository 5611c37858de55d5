/// Splits the value of `ExecStart=` as systemd does (systemd.service(5), "Command lines").
package struct UnitWords {
  /// What is known of the variables of a unit.
  package struct Variables: Sendable {
    /// Values by name, with the places that state them.
    package var values: [String: MappedText] = [:]
    /// Environment files that were not given: any variable may stand there.
    package var missingFiles: [String] = []

    package init() {}
  }

  private let text: MappedText
  private let variables: Variables
  private var words: [LineWord] = []
  private var word = WordBuilder()
  private var index = 0

  /// The words of a command, prefixes such as `-` and `@` dropped.
  package static func split(_ text: MappedText, variables: Variables) -> [LineWord] {
    var start = 0
    while start < text.count, Self.prefixes.contains(text.bytes[start]) { start += 1 }
    var splitter = UnitWords(text: text[start..<text.count], variables: variables)
    return splitter.split()
  }

  private static let prefixes: Set<UInt8> = Set("-@:+!|".utf8)

  private init(text: MappedText, variables: Variables) {
    self.text = text
    self.variables = variables
  }

  private mutating func split() -> [LineWord] {
    var quote: UInt8?
    while index < text.count {
      let byte = text.bytes[index]
      if let open = quote, byte == open {
        word.touch(index)
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        word.touch(index)
        quote = byte
      } else if quote == nil, byte <= 0x20 {
        endWord()
      } else if byte == UInt8(ascii: "\\") {
        readEscape()
        continue
      } else if byte == UInt8(ascii: "$") {
        readVariable(isQuoted: quote != nil)
        continue
      } else if let range = TemplateExpression.range(in: text.bytes, at: index) {
        addUnknown(range, isFilledLater: false)
        continue
      } else if byte == UInt8(ascii: "%") {
        readSpecifier()
        continue
      } else {
        word.add(byte, in: text, at: index)
      }
      index += 1
    }
    endWord()
    return words
  }

  private mutating func endWord() {
    if word.isStarted { words.append(word.word(in: text)) }
    word = WordBuilder()
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "v"): 0x0B, UInt8(ascii: "s"): 0x20, UInt8(ascii: "\\"): 0x5C,
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27,
  ]

  private mutating func readEscape() {
    word.touch(index)
    guard index + 1 < text.count else {
      word.add(UInt8(ascii: "\\"), in: text, at: index)
      index += 1
      return
    }
    let next = text.bytes[index + 1]
    if next == UInt8(ascii: "x"), index + 3 < text.count,
      let byte = UInt8(text[(index + 2)..<(index + 4)].string, radix: 16)
    {
      word.add(byte, in: text, at: index + 3)
      index += 4
    } else if let byte = Self.escapes[next] {
      word.add(byte, in: text, at: index + 1)
      index += 2
    } else {
      word.add(UInt8(ascii: "\\"), in: text, at: index)
      word.add(next, in: text, at: index + 1)
      index += 2
    }
  }

  /// `${X}` anywhere, `$X` as a word of its own; `$$` is a dollar; `$(X)` is nothing that systemd
  /// knows, so somebody forgot to fill it in.
  private mutating func readVariable(isQuoted: Bool) {
    let start = index
    let next = index + 1 < text.count ? text.bytes[index + 1] : 0
    if next == UInt8(ascii: "$") {
      word.add(next, in: text, at: index + 1)
      index += 2
      return
    }
    if next == UInt8(ascii: "{"), let end = find(UInt8(ascii: "}")) {
      substitute(name: text[(start + 2)..<end].string, start..<(end + 1), splits: false)
    } else if next == UInt8(ascii: "("), let end = find(UInt8(ascii: ")")) {
      addUnknown(start..<(end + 1), isFilledLater: false)
    } else if !word.isStarted, isNameStart(next) {
      var end = start + 1
      while end < text.count, isName(text.bytes[end]) { end += 1 }
      let isWhole = end >= text.count || text.bytes[end] <= 0x20
      if isWhole {
        substitute(name: text[(start + 1)..<end].string, start..<end, splits: !isQuoted)
      } else {
        word.add(UInt8(ascii: "$"), in: text, at: index)
        index += 1
      }
    } else {
      word.add(UInt8(ascii: "$"), in: text, at: index)
      index += 1
    }
  }

  private func find(_ byte: UInt8) -> Int? {
    text.bytes[index...].prefix(4096).prefix { $0 > 0x20 }.firstIndex(of: byte)
  }

  private mutating func substitute(name: String, _ range: Range<Int>, splits: Bool) {
    guard let value = variables.values[name] else {
      addUnknown(range, isFilledLater: !variables.missingFiles.isEmpty)
      return
    }
    index = range.upperBound
    guard splits else {
      word.add(value, at: range.lowerBound)
      word.touch(range.upperBound - 1)
      return
    }
    // A variable that is a word of its own gives as many words as its value has.
    var inner = UnitWords(text: value, variables: Variables())
    words += inner.split()
  }

  private mutating func addUnknown(_ range: Range<Int>, isFilledLater: Bool) {
    if word.unknown == nil {
      word.unknown = LineWord.Unknown(
        text: text[range].string, span: text.span(range), isFilledLater: isFilledLater)
    }
    for place in range { word.add(text.bytes[place], in: text, at: place) }
    index = range.upperBound
  }

  private mutating func readSpecifier() {
    let next = index + 1 < text.count ? text.bytes[index + 1] : 0
    if next == UInt8(ascii: "%") {
      word.add(next, in: text, at: index + 1)
      index += 2
    } else if isNameStart(next) {
      addUnknown(index..<(index + 2), isFilledLater: true)
    } else {
      word.add(UInt8(ascii: "%"), in: text, at: index)
      index += 1
    }
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
  }

  private func isName(_ byte: UInt8) -> Bool { isNameStart(byte) || (48...57).contains(byte) }
}
