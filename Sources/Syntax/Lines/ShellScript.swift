/// The simple commands of a shell text and its heredocs, in order. Control flow is not followed:
/// the commands of every branch and of every loop's body are listed once.
public struct ShellScript: Sendable {
  /// In order of writing.
  public internal(set) var commands: [ShellCommand] = []
  /// In order of writing.
  public internal(set) var heredocs: [Heredoc] = []

  /// - Parameter isDocument: the text is an excerpt of a terminal, as in documentation: prompts
  ///   (`$ `, `# `, `user@host:~$ `, and `> ` after a continuation) are no part of the commands.
  /// - Parameter variables: values that are known before the text begins.
  /// - Parameter opaque: parts of the text that are unknown already, such as systemd's specifiers.
  public init(
    _ text: MappedText, isDocument: Bool = false, variables: [String: MappedText] = [:],
    opaque: [UnknownPart] = []
  ) {
    var reader = ShellReader(
      ShellLexer(text, isDocument: isDocument, variables: variables, opaque: opaque))
    reader.read()
    self = reader.script
  }

  /// Reads a part of a file, by default all of it behind the byte order mark.
  public init(_ file: SourceFile, range: Range<Int>? = nil, isDocument: Bool = false) {
    let start = file.byteOrderMarkLength
    let range = range ?? start..<max(start, file.bytes.count)
    self.init(MappedText(file, range), isDocument: isDocument)
  }

  init(empty: Void) {}

  /// The script that a shell is started with: the word after `-c`, read as the shell will read it.
  /// `nil` where the words start no shell with a script.
  public static func inner(
    of words: [Word], variables: [String: MappedText] = [:]
  ) -> ShellScript? {
    guard let program = words.first?.text.string.split(separator: "/").last,
      ["sh", "bash", "dash", "ash", "zsh", "ksh"].contains(program)
    else { return nil }
    var hasScript = false
    for word in words.dropFirst() {
      let bytes = word.text.bytes
      guard bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") else {
        guard hasScript else { return nil }
        return ShellScript(word.text, variables: variables, opaque: word.unknowns)
      }
      if !word.text.has("--", at: 0), bytes.contains(UInt8(ascii: "c")) { hasScript = true }
    }
    return nil
  }
}
