/// One simple command.
public struct ShellCommand: Sendable {
  /// `NAME=value` before the program.
  public internal(set) var assignments: [Assignment] = []
  /// The program and its arguments; empty where there are only assignments or redirections.
  public internal(set) var words: [Word] = []
  /// In order; their targets are no words of the command.
  public internal(set) var redirections: [Redirection] = []
  /// Indices into the script's heredocs.
  public internal(set) var heredocs: [Int] = []
  /// From the first word to the last, with assignments and redirections.
  public internal(set) var span: Span
  /// Whether its output goes to the next command.
  public internal(set) var isPiped = false

  /// `NAME=value` before the command.
  public struct Assignment: Sendable {
    public let name: String
    public let value: Word
    public let span: Span
  }

  /// `>file` and its like.
  public struct Redirection: Sendable {
    /// Without a descriptor's number: `>`, `>>`, `<`, `&>`, `<<<` …
    public let operation: String
    public let target: Word
  }

  /// The words without what only starts the program: `sudo -E`, `exec`, `nohup`, `env A=b` ….
  public var effectiveWords: ArraySlice<Word> {
    var rest = words[...]
    while let first = rest.first?.text.string.split(separator: "/").last {
      switch first {
      case "exec", "nohup", "command", "builtin", "time", "setsid", "stdbuf", "chroot":
        rest = rest.dropFirst()
        rest = rest.drop { $0.text.bytes.first == UInt8(ascii: "-") }
      case "sudo", "env", "nice", "doas", "ionice":
        rest = Self.dropOptions(rest.dropFirst())
      default:
        return rest
      }
    }
    return rest
  }

  private static func dropOptions(_ words: ArraySlice<Word>) -> ArraySlice<Word> {
    var rest = words
    while let word = rest.first?.text.string {
      if ["-u", "-g", "-n", "-p", "-C", "-h"].contains(word), rest.count > 1 {
        rest = rest.dropFirst(2)
      } else if word.hasPrefix("-") || isAssignment(word) {
        rest = rest.dropFirst()
      } else {
        return rest
      }
    }
    return rest
  }

  private static func isAssignment(_ word: String) -> Bool {
    let name = word.utf8.prefix(while: \.isNamePart)
    return name.first?.isNameStart == true
      && word.utf8.dropFirst(name.count).first == UInt8(ascii: "=")
  }

  /// The last path component of the program, wrappers left out; empty where there is none.
  public var program: String {
    effectiveWords.first?.text.string.split(separator: "/").last.map(String.init) ?? ""
  }

  /// What follows the program, wrappers left out.
  public var arguments: [Word] { Array(effectiveWords.dropFirst()) }

  /// The file that standard output goes to: by `>`, `>>`, or the first file of a `tee`.
  public var outputFile: Word? {
    if let last = redirections.last(where: { [">", ">>", ">|", "&>"].contains($0.operation) }) {
      return last.target
    }
    guard program == "tee" else { return nil }
    return arguments.first { $0.text.bytes.first != UInt8(ascii: "-") }
  }
}
