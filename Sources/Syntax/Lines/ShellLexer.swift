/// Number of bytes that the variables of one script or one command may give in all.
let expansionLimit = 4_194_304

/// Cuts a shell text into words and operators; words come out with quotes removed and known
/// variables put in.
struct ShellLexer {
  enum Token {
    /// What one written word gives: none or several where an unquoted variable gave it.
    case words([Word], span: Span)
    case newline
    /// `;`, `&`, `&&`, `||`, `|`, `|&`, `;;`
    case separator(String)
    /// `>`, `<<` and so on, without a descriptor's number.
    case redirection(String)
    case open
    case close
    case end
  }

  let text: MappedText
  let isDocument: Bool
  var offset = 0
  var variables: [String: MappedText]
  /// Parts of the text that are unknown whatever the shell does, by where they begin.
  let opaque: [Int: UnknownPart]
  /// Number of bytes that variables may still add to the text. Values that hold one another grow
  /// without bound; what no longer fits is unknown.
  var expansionBudget = expansionLimit
  private var isAtLineStart = true

  init(
    _ text: MappedText, isDocument: Bool, variables: [String: MappedText], opaque: [UnknownPart]
  ) {
    self.text = text
    self.isDocument = isDocument
    self.variables = variables
    self.opaque = Dictionary(
      opaque.map { ($0.range.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func next() -> Token {
    if isAtLineStart, isDocument { skipPrompt() }
    isAtLineStart = false
    skipBlanks()
    guard let byte = text.byte(offset) else { return .end }
    switch byte {
    case 0x0A:
      offset += 1
      isAtLineStart = true
      return .newline
    case UInt8(ascii: "("):
      offset += 1
      return .open
    case UInt8(ascii: ")"):
      offset += 1
      return .close
    case UInt8(ascii: ";"), UInt8(ascii: "|"):
      return take([";;&", ";;", ";&", ";", "||", "|&", "|"]).map(Token.separator) ?? .end
    case UInt8(ascii: "&"):
      if let redirection = take(["&>>", "&>"]) { return .redirection(redirection) }
      return take(["&&", "&"]).map(Token.separator) ?? .end
    default:
      if let redirection = takeRedirection() { return .redirection(redirection) }
      let start = offset
      let words = readWords()
      return .words(words, span: text.span(of: start..<offset))
    }
  }

  /// Blanks, continued lines and comments.
  private mutating func skipBlanks() {
    while let byte = text.byte(offset) {
      if byte.isBlank || (byte == 0x0D && text.byte(offset + 1) == 0x0A) {
        offset += 1
      } else if let length = continuationLength(offset) {
        offset += length
      } else if byte == UInt8(ascii: "#") {
        offset = text.physicalLine(at: offset).content.upperBound
      } else {
        return
      }
    }
  }

  /// Length of a backslash and line break (with the next line's `> ` in a document).
  func continuationLength(_ place: Int) -> Int? {
    guard text.byte(place) == .backslash else { return nil }
    var length = 0
    if text.byte(place + 1) == 0x0A { length = 2 }
    if text.byte(place + 1) == 0x0D, text.byte(place + 2) == 0x0A { length = 3 }
    guard length > 0 else { return nil }
    if isDocument, text.has("> ", at: place + length) { length += 2 }
    return length
  }

  private mutating func take(_ operators: [String]) -> String? {
    for wanted in operators where text.bytes[offset...].starts(with: wanted.utf8) {
      offset += wanted.utf8.count
      return wanted
    }
    return nil
  }

  private mutating func takeRedirection() -> String? {
    let digits = text.bytes[offset...].prefix(while: \.isDigit).count
    guard let mark = text.byte(offset + digits),
      mark == UInt8(ascii: "<") || mark == UInt8(ascii: ">")
    else { return nil }
    // `<(` and `>(` are words.
    if digits == 0, text.byte(offset + 1) == UInt8(ascii: "(") { return nil }
    offset += digits
    return take(["<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">&", ">|", ">"])
  }

  /// Skips a prompt at the beginning of a line of a document.
  private mutating func skipPrompt() {
    let line = text.physicalLine(at: offset).content
    let start = text.trimmed(line).lowerBound
    if text.has("$ ", at: start) {
      offset = start + 2
    } else if text.has("# ", at: start), Self.isCommandName(text, start + 2) {
      offset = start + 2
    } else if let end = hostPromptEnd(start..<line.upperBound) {
      offset = end
    }
  }

  /// The end of `user@host:~$ ` or `[root@host ~]# `.
  private func hostPromptEnd(_ line: Range<Int>) -> Int? {
    let head = text.bytes[line].prefix(80)
    let first = head.prefix { !$0.isBlank }
    guard let at = first.firstIndex(of: UInt8(ascii: "@")), at > first.startIndex,
      !first.contains(UInt8(ascii: "=")),
      !first.contains(UInt8(ascii: "/"))
        || first.firstIndex(of: UInt8(ascii: "/")) ?? 0 > at
    else { return nil }
    for place in head.indices.dropLast() where text.bytes[place + 1].isBlank {
      let mark = text.bytes[place]
      if mark == UInt8(ascii: "$") || mark == UInt8(ascii: "#") { return place + 2 }
    }
    return nil
  }

  /// Programs that mark a line `# …` as a root prompt; any other such line is a comment.
  private static func isCommandName(_ text: MappedText, _ offset: Int) -> Bool {
    let word = text.bytes[offset...].prefix { !$0.isWhitespace }
    let name = word.split(separator: UInt8(ascii: "/")).last ?? word
    let known = [
      "cat", "sudo", "export", "systemctl", "kubeadm", "kubectl", "etcd", "etcdctl", "tee", "cd",
      "kube-apiserver", "kube-controller-manager", "kube-scheduler", "docker", "mkdir", "curl",
    ]
    guard known.contains(where: { name.elementsEqual($0.utf8) }) else { return false }
    // A sentence about a program ends in a word; a command goes on with an option, path or mark.
    let line = text.physicalLine(at: offset).content
    return text.bytes[line].contains { "-/<>=".utf8.contains($0) }
  }

  // MARK: Heredocs

  struct PendingHeredoc {
    let delimiter: [UInt8]
    let isQuoted: Bool
    let dropsTabs: Bool
  }

  /// The word after `<<`, which no variable changes.
  mutating func heredocDelimiter(dropsTabs: Bool) -> PendingHeredoc {
    while let byte = text.byte(offset), byte.isBlank { offset += 1 }
    var delimiter: [UInt8] = []
    var isQuoted = false
    var quote: UInt8?
    while let byte = text.byte(offset), byte != 0x0A, byte != 0x0D {
      if let open = quote {
        if byte == open { quote = nil } else { delimiter.append(byte) }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        isQuoted = true
      } else if byte == .backslash {
        isQuoted = true
      } else if byte.isBlank || ";&|<>()".utf8.contains(byte) {
        break
      } else {
        delimiter.append(byte)
      }
      offset += 1
    }
    return PendingHeredoc(delimiter: delimiter, isQuoted: isQuoted, dropsTabs: dropsTabs)
  }

  /// Reads a body that begins at the current line.
  mutating func heredocBody(_ pending: PendingHeredoc) -> Heredoc {
    let start = min(offset, text.count)
    var raw = MappedText(anchor: text.span(of: start..<start))
    var end = start
    var isContinued = false
    var isTerminated = false
    offset = start
    while offset < text.count {
      let line = text.physicalLine(at: offset)
      var content = line.content
      let dropped = text.bytes[content].prefix { $0 == 0x09 }.count
      if pending.dropsTabs, !isContinued {
        content = content.lowerBound + dropped..<content.upperBound
      }
      let candidate = isDocument ? text.trimmed(content) : content
      offset = line.next
      if !isContinued, text.bytes[candidate].elementsEqual(pending.delimiter) {
        isTerminated = true
        break
      }
      isContinued = !pending.isQuoted && text.trailingBackslashes(content) % 2 == 1
      raw.append(text.slice(content.lowerBound..<line.next))
      end = line.next
    }
    let body = HeredocBody(
      raw, isQuoted: pending.isQuoted, variables: variables, budget: &expansionBudget)
    return Heredoc(
      delimiter: String(decoding: pending.delimiter, as: UTF8.self), isQuoted: pending.isQuoted,
      dropsTabs: pending.dropsTabs, bodyRange: start..<end, bodySpan: text.span(of: start..<end),
      isTerminated: isTerminated, body: body)
  }
}
