/// The simple commands and heredocs of a shell script, as far as they can be told without running
/// it (POSIX Shell Command Language).
package struct ShellScript: Sendable {
  /// One simple command: assignments before it are left out.
  package struct Command: Sendable {
    package let words: [LineWord]
  }

  /// A heredoc, as its command reads it.
  package struct Heredoc: Sendable {
    /// What the command gets: in an unquoted heredoc `\\`, `\$` and backslash-newline are resolved,
    /// known variables put in place.
    package let body: MappedText
    /// The words of the command's line, which may name the file that is written.
    package let words: [LineWord]
  }

  package let commands: [Command]
  package let heredocs: [Heredoc]

  /// Reads a script. `hasPrompts`: lines may begin with `$ ` or `# ` as in a page about a shell.
  package static func parse(_ text: MappedText, hasPrompts: Bool) -> ShellScript {
    var lexer = ShellLexer(text: text, hasPrompts: hasPrompts)
    return lexer.run()
  }
}

/// One pass over a script.
struct ShellLexer {
  private let text: MappedText
  private let hasPrompts: Bool
  private var index = 0
  private var isLineStart = true
  private var word = WordBuilder()
  private var words: [LineWord] = []
  private var lineWords: [LineWord] = []
  private var pending: [(delimiter: String, isQuoted: Bool, stripsTabs: Bool)] = []
  private var variables: [String: MappedText] = [:]
  private var commands: [ShellScript.Command] = []
  private var heredocs: [ShellScript.Heredoc] = []

  init(text: MappedText, hasPrompts: Bool) {
    self.text = text
    self.hasPrompts = hasPrompts
  }

  mutating func run() -> ShellScript {
    while index < text.count { step() }
    endCommand()
    return ShellScript(commands: commands, heredocs: heredocs)
  }

  private func byte(_ place: Int) -> UInt8 { place < text.count ? text.bytes[place] : 0 }

  private mutating func step() {
    if isLineStart { skipPrompt() }
    guard index < text.count else { return }
    let current = text.bytes[index]
    switch current {
    case UInt8(ascii: "\n"): endLine()
    case UInt8(ascii: "\\"): readEscape()
    case UInt8(ascii: "'"): readSingleQuoted()
    case UInt8(ascii: "\""): readDoubleQuoted()
    case UInt8(ascii: "$"), UInt8(ascii: "`"): readExpansion()
    case UInt8(ascii: "{") where TemplateExpression.range(in: text.bytes, at: index) != nil:
      readTemplate()
    case UInt8(ascii: "#") where !word.isStarted: skipComment()
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"):
      endCommand()
      index += 1
    case UInt8(ascii: "<"), UInt8(ascii: ">"): readRedirection()
    case 0...0x20:
      endWord()
      index += 1
    default:
      word.add(current, in: text, at: index)
      index += 1
    }
  }

  private mutating func skipPrompt() {
    isLineStart = false
    guard hasPrompts else { return }
    var place = index
    while byte(place) == 0x20 || byte(place) == 0x09 { place += 1 }
    let isPrompt = byte(place) == UInt8(ascii: "$") || byte(place) == UInt8(ascii: "#")
    guard isPrompt, byte(place + 1) == 0x20, !word.isStarted, words.isEmpty else { return }
    index = place + 2
  }

  private mutating func skipComment() {
    while index < text.count, text.bytes[index] != UInt8(ascii: "\n") { index += 1 }
  }

  private mutating func endWord() {
    guard word.isStarted else { return }
    let done = word.word(in: text)
    word = WordBuilder()
    if words.isEmpty, noteAssignment(done) { return }
    words.append(done)
    lineWords.append(done)
  }

  /// `NAME=value` before any word: known from here on where the value is.
  private mutating func noteAssignment(_ word: LineWord) -> Bool {
    let bytes = word.value.bytes
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), equals > 0,
      bytes[..<equals].allSatisfy(Self.isName), !(48...57).contains(bytes[0])
    else { return false }
    let name = String(decoding: bytes[..<equals], as: UTF8.self)
    variables[name] = word.unknown == nil ? word.value[(equals + 1)..<word.value.count] : nil
    return true
  }

  private mutating func endCommand() {
    endWord()
    if !words.isEmpty { commands.append(ShellScript.Command(words: words)) }
    words.removeAll()
  }

  private mutating func endLine() {
    endCommand()
    index += 1
    isLineStart = true
    for heredoc in pending { readHeredoc(heredoc.delimiter, heredoc.isQuoted, heredoc.stripsTabs) }
    pending.removeAll()
    lineWords.removeAll()
  }

  /// A backslash: before a line's end both are gone, else the next byte stands for itself. A
  /// backslash followed by blanks to the line's end is meant as a continuation in pages.
  private mutating func readEscape() {
    var next = index + 1
    if byte(next) == UInt8(ascii: "\r"), byte(next + 1) == UInt8(ascii: "\n") { next += 1 }
    if byte(next) == UInt8(ascii: "\n") {
      index = next + 1
      return
    }
    word.touch(index)
    if index + 1 < text.count { word.add(text.bytes[index + 1], in: text, at: index + 1) }
    index += 2
  }

  private mutating func readSingleQuoted() {
    word.touch(index)
    index += 1
    while index < text.count, text.bytes[index] != UInt8(ascii: "'") {
      word.add(text.bytes[index], in: text, at: index)
      index += 1
    }
    if index < text.count { word.touch(index) }
    index += 1
  }

  private mutating func readDoubleQuoted() {
    word.touch(index)
    index += 1
    while index < text.count, text.bytes[index] != UInt8(ascii: "\"") {
      switch text.bytes[index] {
      case UInt8(ascii: "$"), UInt8(ascii: "`"): readExpansion()
      case UInt8(ascii: "\\") where Self.escapable.contains(byte(index + 1)):
        if byte(index + 1) != UInt8(ascii: "\n") {
          word.add(text.bytes[index + 1], in: text, at: index + 1)
        }
        index += 2
      default:
        word.add(text.bytes[index], in: text, at: index)
        index += 1
      }
    }
    if index < text.count { word.touch(index) }
    index += 1
  }

  private static let escapable: Set<UInt8> = Set("$`\"\\\n".utf8)

  /// `$X`, `${X}`, `$(…)`, `` `…` ``: what the script itself assigns is known, the rest is not.
  private mutating func readExpansion() {
    let range = ShellExpansion.range(in: text.bytes, at: index)
    guard range.count > 1 else {
      word.add(text.bytes[index], in: text, at: index)
      index += 1
      return
    }
    if let name = ShellExpansion.name(in: text.bytes, range), let value = variables[name] {
      word.add(value, at: range.lowerBound)
      word.touch(range.upperBound - 1)
    } else {
      word.unknown =
        word.unknown
        ?? LineWord.Unknown(
          text: text[range].string, span: text.span(range), isFilledLater: true)
      for place in range { word.add(text.bytes[place], in: text, at: place) }
    }
    index = range.upperBound
  }

  /// `{{ x }}`: somebody renders it before a shell sees it.
  private mutating func readTemplate() {
    guard let range = TemplateExpression.range(in: text.bytes, at: index) else { return }
    word.unknown =
      word.unknown
      ?? LineWord.Unknown(text: text[range].string, span: text.span(range), isFilledLater: false)
    for place in range { word.add(text.bytes[place], in: text, at: place) }
    index = range.upperBound
  }

  /// `>file`, `2>&1`, `<<EOF`; the words of a redirection are none of the command's, but `<x>` in a
  /// page is a value left to be filled in.
  private mutating func readRedirection() {
    if text.bytes[index] == UInt8(ascii: "<"), let end = ShellExpansion.angleMark(text.bytes, index)
    {
      for place in index..<end { word.add(text.bytes[place], in: text, at: place) }
      index = end
      return
    }
    if word.isStarted {
      let isDescriptor = word.word(in: text).value.bytes.allSatisfy { (48...57).contains($0) }
      if isDescriptor { word = WordBuilder() } else { endWord() }
    }
    if byte(index) == UInt8(ascii: "<"), byte(index + 1) == UInt8(ascii: "<"),
      byte(index + 2) != UInt8(ascii: "<")
    {
      readHeredocStart()
      return
    }
    index += 1
    while [UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "|")].contains(
      byte(index))
    {
      index += 1
    }
    let before = words.count
    skipBlanks()
    while index < text.count, byte(index) > 0x20, !Self.isSeparator(byte(index)) { step() }
    if word.isStarted { lineWords.append(word.word(in: text)) }
    word = WordBuilder()
    if words.count > before { words.removeLast(words.count - before) }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    [UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">")]
      .contains(byte)
  }

  private mutating func skipBlanks() {
    while byte(index) == 0x20 || byte(index) == 0x09 { index += 1 }
  }

  private mutating func readHeredocStart() {
    index += 2
    let strips = byte(index) == UInt8(ascii: "-")
    if strips { index += 1 }
    skipBlanks()
    var isQuoted = false
    var delimiter: [UInt8] = []
    while index < text.count, byte(index) > 0x20, !Self.isSeparator(byte(index)) {
      let current = byte(index)
      if current == UInt8(ascii: "'") || current == UInt8(ascii: "\"")
        || current == UInt8(ascii: "\\")
      {
        isQuoted = true
      } else {
        delimiter.append(current)
      }
      index += 1
    }
    guard !delimiter.isEmpty else { return }
    pending.append((String(decoding: delimiter, as: UTF8.self), isQuoted, strips))
  }

  private mutating func readHeredoc(_ delimiter: String, _ isQuoted: Bool, _ stripsTabs: Bool) {
    let start = index
    var raw = MappedText()
    while index < text.count {
      let end = text.bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      var first = index
      if stripsTabs { while first < end, text.bytes[first] == 0x09 { first += 1 } }
      var last = end
      if last > first, text.bytes[last - 1] == UInt8(ascii: "\r") { last -= 1 }
      index = min(end + 1, text.count)
      if text[first..<last].string == delimiter { break }
      raw.append(text[first..<min(end + 1, text.count)])
    }
    if index == start { return }
    let body = isQuoted ? raw : ShellExpansion.heredoc(raw, variables)
    heredocs.append(ShellScript.Heredoc(body: body, words: lineWords))
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
      || byte == UInt8(ascii: "_")
  }
}
