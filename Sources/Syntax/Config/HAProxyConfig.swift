/// A haproxy configuration: sections of lines of words, as haproxy splits them (`parse_line` in
/// haproxy src/tools.c).
public struct HAProxyConfig: Sendable {
  /// One line that is not empty.
  public struct Line: Sendable {
    /// Never empty.
    public let words: [ConfigWord]
    /// From its first word to its last.
    public let span: Span

    /// Its first word.
    public var keyword: String { words.first?.text ?? "" }
    /// The words behind the first.
    public var arguments: ArraySlice<ConfigWord> { words.dropFirst() }

    /// Whether it begins with these words.
    public func begins(_ wanted: String...) -> Bool {
      words.count >= wanted.count && zip(words, wanted).allSatisfy { $0.text == $1 }
    }
  }

  /// `backend NAME` and the lines below it.
  public struct Section: Sendable {
    public let header: Line
    /// In order of writing, the header apart.
    public fileprivate(set) var lines: [Line] = []

    /// `backend`, `frontend`, `listen`, `defaults`, `global` …
    public var keyword: String { header.keyword }
    /// Empty for `global` and unnamed `defaults`.
    public var name: String { header.arguments.first?.text ?? "" }
  }

  public private(set) var sections: [Section] = []
  public private(set) var problems: [InputProblem] = []

  /// Words that begin a section.
  public static let sectionKeywords: Set<String> = [
    "global", "defaults", "frontend", "backend", "listen", "peers", "resolvers", "userlist",
    "mailers", "program", "ring", "cache", "http-errors", "log-forward", "fcgi-app", "crt-store",
    "traces", "acme", "log-profile",
  ]

  public init(_ file: SourceFile) {
    var wordCount = 0
    var start = file.byteOrderMarkLength
    while start < file.bytes.count {
      var splitter = HAProxyLineSplitter(file, from: start)
      splitter.read()
      start = splitter.next
      if let place = splitter.unclosedQuote, problems.count < SyntaxLimits.problems {
        problems.append(InputProblem("the quote that begins here is not closed", place))
      }
      wordCount += splitter.words.count
      guard wordCount <= ConfigLimits.words else {
        let place = splitter.words.first?.span
        problems.append(
          InputProblem("more than \(ConfigLimits.words) words; the rest is not read", place))
        return
      }
      if let first = splitter.words.first, let last = splitter.words.last {
        add(Line(words: splitter.words, span: first.span.union(last.span)))
      }
    }
  }

  private mutating func add(_ line: Line) {
    if Self.sectionKeywords.contains(line.keyword) {
      sections.append(Section(header: line))
    } else if !sections.isEmpty {
      sections[sections.count - 1].lines.append(line)
    }
  }
}

/// Splits one line into words: blanks part them, `\` takes the next byte as it is, `"` and `'`
/// quote, `#` outside quotes begins a comment.
private struct HAProxyLineSplitter {
  private let file: SourceFile
  private var offset: Int
  private let end: Int
  let next: Int
  private(set) var words: [ConfigWord] = []
  private(set) var unclosedQuote: Span?

  init(_ file: SourceFile, from start: Int) {
    self.file = file
    offset = start
    let lineEnd = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
    next = lineEnd + 1
    end = lineEnd > start && file.bytes[lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
  }

  mutating func read() {
    while true {
      while offset < end, file.bytes[offset].isBlank { offset += 1 }
      guard offset < end, file.bytes[offset] != UInt8(ascii: "#") else { return }
      readWord()
    }
  }

  private mutating func readWord() {
    let start = offset
    var text: [UInt8] = []
    var quote: (byte: UInt8, place: Int)?
    var hasQuote = false
    while offset < end {
      let byte = file.bytes[offset]
      if let open = quote {
        if byte == open.byte {
          quote = nil
        } else if byte == .backslash, open.byte == UInt8(ascii: "\"") {
          readEscape(&text)
          continue
        } else {
          text.append(byte)
        }
      } else if byte.isBlank || byte == UInt8(ascii: "#") {
        break
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = (byte, offset)
        hasQuote = true
      } else if byte == .backslash {
        readEscape(&text)
        continue
      } else if let end = templateEnd {
        text += file.bytes[offset..<end]
        offset = end
        continue
      } else {
        text.append(byte)
      }
      offset += 1
    }
    if let quote { unclosedQuote = Span(file.id, quote.place, quote.place + 1) }
    words.append(
      ConfigWord(
        text: String(decoding: text, as: UTF8.self), span: Span(file.id, start, offset),
        isQuoted: hasQuote))
  }

  /// The end of a `{{ … }}` that begins here: blanks in it part no words.
  private var templateEnd: Int? {
    guard offset + 3 < end, file.bytes[offset] == UInt8(ascii: "{"),
      file.bytes[offset + 1] == UInt8(ascii: "{")
    else { return nil }
    var place = offset + 2
    while place + 1 < min(end, offset + 160) {
      if file.bytes[place] == UInt8(ascii: "}"), file.bytes[place + 1] == UInt8(ascii: "}") {
        return place + 2
      }
      place += 1
    }
    return nil
  }

  /// `\n`, `\r`, `\t`, `\xHH`, and what means something else without a backslash; before any other
  /// byte a backslash is one.
  private mutating func readEscape(_ text: inout [UInt8]) {
    guard offset + 1 < end else {
      text.append(.backslash)
      offset = end
      return
    }
    let byte = file.bytes[offset + 1]
    offset += 2
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "x"):
      guard offset + 1 < end, let high = file.bytes[offset].hexValue,
        let low = file.bytes[offset + 1].hexValue
      else { return text.append(byte) }
      text.append(UInt8(high * 16 + low))
      offset += 2
    case .backslash, 0x20, 0x09, UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "$"):
      text.append(byte)
    default: text += [.backslash, byte]
    }
  }
}
