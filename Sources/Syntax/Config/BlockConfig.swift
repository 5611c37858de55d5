/// A configuration of words in blocks: nginx's, where `;` ends a directive, and keepalived's, where
/// the line's end does.
public struct BlockConfig: Sendable {
  /// Which program reads it.
  public enum Dialect: Sendable {
    /// `src/core/ngx_conf_file.c`.
    case nginx
    /// `lib/parser.c` and `lib/vector.c`; `!` and `#` begin comments.
    case keepalived
  }

  /// A line of words, or a block of them with the words before its brace.
  public struct Directive: Sendable {
    /// Never empty.
    public let words: [ConfigWord]
    /// What stands between its braces; `nil` for a plain directive.
    public let children: [Directive]?
    /// From the first word to the last, to `;` where one ends it, or to the closing brace.
    public let span: Span

    public init(words: [ConfigWord], children: [Directive]?, span: Span) {
      self.words = words
      self.children = children
      self.span = span
    }

    /// Its first word.
    public var name: String { words.first?.text ?? "" }
    /// The place of its first word.
    public var nameSpan: Span { words.first?.span ?? span }
    /// The words behind the first.
    public var arguments: ArraySlice<ConfigWord> { words.dropFirst() }
    /// The first of `arguments`.
    public var argument: ConfigWord? { words.count > 1 ? words[1] : nil }

    /// The plain directives and blocks of a name inside it.
    public func all(_ name: String) -> [Directive] { children?.filter { $0.name == name } ?? [] }
    /// The last one of a name inside it: the one that counts where one overrides another.
    public func last(_ name: String) -> Directive? { children?.last { $0.name == name } }
  }

  public private(set) var directives: [Directive] = []
  public private(set) var problems: [InputProblem] = []

  public init(_ file: SourceFile, _ dialect: Dialect) {
    var reader = BlockReader(file, dialect)
    reader.read()
    directives = reader.directives
    problems = reader.problems
  }
}

/// Reads tokens into blocks, without recursion.
private struct BlockReader {
  private struct Frame {
    var words: [ConfigWord]
    var children: [BlockConfig.Directive] = []
  }

  private var tokens: BlockTokenizer
  private let dialect: BlockConfig.Dialect
  private var frames = [Frame(words: [])]
  private var words: [ConfigWord] = []
  private var wordCount = 0
  private(set) var problems: [InputProblem] = []

  init(_ file: SourceFile, _ dialect: BlockConfig.Dialect) {
    tokens = BlockTokenizer(file, dialect)
    self.dialect = dialect
  }

  /// Blocks that the end of the file left open count with what they hold.
  var directives: [BlockConfig.Directive] { frames.first?.children ?? [] }

  mutating func read() {
    while let token = tokens.next() {
      switch token {
      case .word(let word):
        wordCount += 1
        guard wordCount <= ConfigLimits.words else {
          report("more than \(ConfigLimits.words) words; the rest is not read", word.span)
          return closeAll(at: word.span)
        }
        words.append(word)
      case .end(let place):
        // keepalived takes a brace on the next line too.
        if dialect == .keepalived, tokens.isOpeningNext { continue }
        finish(at: place)
      case .open(let place):
        guard frames.count < ConfigLimits.depth else {
          report("blocks are nested more than \(ConfigLimits.depth) deep", place)
          return closeAll(at: place)
        }
        frames.append(Frame(words: words))
        words = []
      case .close(let place): close(at: place)
      }
    }
    if let place = tokens.unclosedQuote {
      report("the quote that begins here is not closed", place)
    }
    if frames.count > 1, let word = frames.last?.words.first {
      report("the block that begins here is not closed", word.span)
    }
    closeAll(at: tokens.end)
  }

  private mutating func finish(at place: Span) {
    guard let first = words.first, let last = words.last else { return }
    let end = dialect == .nginx ? place : last.span
    add(BlockConfig.Directive(words: words, children: nil, span: first.span.union(end)))
    words = []
  }

  private mutating func close(at place: Span) {
    finish(at: words.last?.span ?? place)
    guard frames.count > 1, let frame = frames.popLast() else {
      report("this brace closes nothing", place)
      return
    }
    // A brace without a word before it is no block of anything.
    guard let first = frame.words.first else { return }
    add(
      BlockConfig.Directive(
        words: frame.words, children: frame.children, span: first.span.union(place)))
  }

  private mutating func closeAll(at place: Span) {
    finish(at: words.last?.span ?? place)
    while frames.count > 1 { close(at: place) }
  }

  private mutating func add(_ directive: BlockConfig.Directive) {
    frames[frames.count - 1].children.append(directive)
  }

  private mutating func report(_ message: String, _ place: Span) {
    if problems.count < SyntaxLimits.problems { problems.append(InputProblem(message, place)) }
  }
}
