/// Puts a shell's words together into simple commands.
struct ShellReader {
  private(set) var script = ShellScript(empty: ())
  private var lexer: ShellLexer
  private var current: ShellCommand
  private var isEmpty = true
  private var pending: [ShellLexer.PendingHeredoc] = []
  /// Number of `if`, loops, `case` and functions around the current place.
  private var depth = 0
  private var parentheses = 0
  /// Whether the command is run only if another succeeds or fails.
  private var isConditional = false

  init(_ lexer: ShellLexer) {
    self.lexer = lexer
    current = ShellCommand(span: lexer.text.span(of: 0..<0))
  }

  mutating func read() {
    while true {
      switch lexer.next() {
      case .words(let words, let span): take(words, span)
      case .newline:
        finish()
        isConditional = false
        readHeredocs()
      case .separator(let mark):
        finish(isPiped: mark == "|" || mark == "|&")
        isConditional = mark == "&&" || mark == "||"
      case .redirection(let operation): redirect(operation)
      case .open: openParenthesis()
      case .close: closeParenthesis()
      case .end:
        finish()
        readHeredocs()
        attachTargets()
        return
      }
    }
  }

  // MARK: Words

  private mutating func take(_ words: [Word], _ span: Span) {
    extend(to: span)
    guard current.words.isEmpty else {
      current.words += words
      return
    }
    for word in words {
      if current.words.isEmpty, current.assignments.isEmpty, !word.isQuoted, isKeyword(word) {
        continue
      }
      if current.words.isEmpty, let assignment = assignment(word) {
        current.assignments.append(assignment)
      } else {
        current.words.append(word)
      }
    }
  }

  private mutating func extend(to span: Span) {
    current.span = isEmpty || current.span.file != span.file ? span : current.span.union(span)
    isEmpty = false
  }

  private mutating func isKeyword(_ word: Word) -> Bool {
    switch word.text.string {
    case "if", "while", "until":
      depth += 1
      return true
    case "fi", "done", "esac":
      depth = max(0, depth - 1)
      return true
    case "then", "elif", "else", "do", "{", "}", "!": return true
    default: return false
    }
  }

  private func assignment(_ word: Word) -> ShellCommand.Assignment? {
    let text = word.text
    guard let equals = text.bytes.firstIndex(of: UInt8(ascii: "=")), equals > 0,
      text.bytes[0].isNameStart, text.bytes[..<equals].allSatisfy(\.isNamePart)
    else { return nil }
    return ShellCommand.Assignment(
      name: text.string(0..<equals), value: word.slice(equals + 1..<text.count), span: word.span)
  }

  // MARK: Commands

  private mutating func finish(isPiped: Bool = false) {
    defer {
      current = ShellCommand(span: lexer.text.span(of: lexer.offset..<lexer.offset))
      isEmpty = true
    }
    guard !isEmpty else { return }
    current.isPiped = isPiped
    note(current)
    let first = current.words.first?.text.string
    if first == "for" || first == "case" || first == "select" { return depth += 1 }
    if current.words.isEmpty, current.assignments.isEmpty, current.redirections.isEmpty { return }
    script.commands.append(current)
  }

  /// Learns what variables the command sets.
  private mutating func note(_ command: ShellCommand) {
    guard let first = command.words.first?.text.string else {
      for assignment in command.assignments { set(assignment.name, assignment.value) }
      return
    }
    switch first {
    case "export", "declare", "local", "readonly", "typeset":
      for word in command.words.dropFirst() {
        if let assignment = assignment(word) { set(assignment.name, assignment.value) }
      }
    case "for", "select", "read", "unset", "mapfile", "readarray", "getopts":
      for word in command.words.dropFirst() { lexer.variables[word.text.string] = nil }
    default:
      // `NAME+=x` and the like change a variable in a way that is not followed.
      let name = command.words[0].text.bytes.prefix(while: \.isNamePart)
      if command.words[0].text.has("+=", at: name.count) {
        lexer.variables[String(decoding: name, as: UTF8.self)] = nil
      }
    }
  }

  /// A value set under a condition hides the one before it; neither can be relied on.
  private mutating func set(_ name: String, _ value: Word) {
    let isCertain = depth == 0 && !isConditional
    let old = lexer.variables[name]
    if !value.isKnown || (!isCertain && old != nil && old?.bytes != value.text.bytes) {
      lexer.variables[name] = nil
    } else {
      lexer.variables[name] = value.text
    }
  }

  private mutating func openParenthesis() {
    // `name ()` begins a function.
    if current.words.count == 1, current.assignments.isEmpty { discard() }
    finish()
    parentheses += 1
  }

  private mutating func closeParenthesis() {
    if parentheses == 0 {
      // The end of a pattern of `case`.
      return discard()
    }
    parentheses -= 1
    finish()
  }

  private mutating func discard() {
    if current.words.first?.text.string == "case" { depth += 1 }
    current = ShellCommand(span: lexer.text.span(of: lexer.offset..<lexer.offset))
    isEmpty = true
  }

  // MARK: Redirections

  private mutating func redirect(_ operation: String) {
    if operation == "<<" || operation == "<<-" {
      let start = lexer.offset - operation.utf8.count
      let heredoc = lexer.heredocDelimiter(dropsTabs: operation == "<<-")
      guard !heredoc.delimiter.isEmpty || heredoc.isQuoted else { return }
      current.heredocs.append(script.heredocs.count + pending.count)
      pending.append(heredoc)
      extend(to: lexer.text.span(of: start..<lexer.offset))
      return
    }
    let place = lexer.offset
    guard case .words(let words, let span) = lexer.next(), let target = words.first else {
      lexer.offset = place
      return
    }
    extend(to: span)
    current.redirections.append(
      ShellCommand.Redirection(operation: operation, target: target))
  }

  private mutating func readHeredocs() {
    for heredoc in pending { script.heredocs.append(lexer.heredocBody(heredoc)) }
    pending = []
  }

  /// Finds the file that each heredoc is written to, over a pipe too (`cat <<EOF | tee FILE`).
  private mutating func attachTargets() {
    for (index, command) in script.commands.enumerated() where !command.heredocs.isEmpty {
      var target = command.outputFile
      var next = index
      while target == nil, script.commands[next].isPiped, next + 1 < script.commands.count {
        next += 1
        target = script.commands[next].outputFile
      }
      for heredoc in command.heredocs where heredoc < script.heredocs.count {
        script.heredocs[heredoc].target = target
      }
    }
  }
}
