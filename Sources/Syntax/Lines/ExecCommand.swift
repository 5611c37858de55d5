/// One command of an `Exec…=` line, as systemd would start it (systemd.service(5), "Command lines").
public struct ExecCommand: Sendable {
  /// Prefixes of the program (`@`, `-`, `:`, `+`, `!`), in the order written.
  public let prefixes: String
  /// The program and its arguments, variables put in; never empty.
  public let words: [Word]
  /// From the first word to the last.
  public let span: Span
  /// How the lines of the entry hang together; shared by all commands of one entry.
  public let continuations: UnitFile.Continuations

  /// Whether systemd reads less of the command than `words` holds.
  public var isCutShort: Bool { continuations.isCutShort }
  /// Each `\\` at the end of a line of the command, at which systemd ends it.
  public var doubledBackslashes: [Span] { continuations.doubledBackslashes }

  /// The last path component of the program, as far as it is known.
  public var program: String {
    let path = words.first?.text.string ?? ""
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What follows the program; the name that `@` gives the process is no argument.
  public var arguments: [Word] {
    Array(words.dropFirst(prefixes.contains("@") ? 2 : 1))
  }

  /// Reads the commands of one entry's value.
  /// - Parameter environment: values of the variables that the unit's `Environment=` and
  ///   environment files state. A variable that is not in it stays in its word, which is unknown.
  /// - Returns: no command where a quote is left open (systemd drops the line), with its place.
  public static func read(
    _ entry: UnitFile.Entry, environment: [String: MappedText] = [:]
  ) -> (commands: [ExecCommand], unbalancedQuote: Span?) {
    var splitter = ExecWordSplitter(entry.value)
    var commands: [ExecCommand] = []
    var words: [Word] = []
    while true {
      switch splitter.next() {
      case .word(let word):
        words.append(word)
      case .separator:
        if let command = make(words, entry, environment) { commands.append(command) }
        words = []
      case .unbalanced(let place):
        return ([], place)
      case .end:
        if let command = make(words, entry, environment) { commands.append(command) }
        return (commands, nil)
      }
    }
  }

  private static func make(
    _ words: [Word], _ entry: UnitFile.Entry, _ environment: [String: MappedText]
  ) -> ExecCommand? {
    guard let first = words.first, let last = words.last else { return nil }
    let count = first.text.bytes.prefix { "@-:+!".utf8.contains($0) }.count
    let prefixes = first.text.string(0..<count)
    var program = first.slice(count..<first.text.count)
    program.span = first.span
    // `:` asks systemd to leave variables alone. The program itself is never expanded.
    let expands = !prefixes.contains(":")
    var expansion = ExecExpansion(environment: expands ? environment : [:], isOn: expands)
    let arguments = words.dropFirst().flatMap { expansion.expand($0) }
    return ExecCommand(
      prefixes: prefixes, words: [expansion.markingSpecifiers(in: program)] + arguments,
      span: first.span.file == last.span.file ? first.span.union(last.span) : first.span,
      continuations: entry.continuations)
  }
}
