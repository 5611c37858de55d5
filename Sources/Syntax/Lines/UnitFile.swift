/// A systemd unit or drop-in, read as systemd's `config_parse` reads it (systemd.syntax(7)), with one
/// exception: a control-plane command that is cut short by doubled backslashes is read on as its
/// author meant it, and says so.
public struct UnitFile: Sendable {
  /// In order; a section that is given twice is here twice.
  public internal(set) var sections: [Section] = []
  /// Lines that systemd ignores: no `=`, no possible key, or before any section.
  public internal(set) var orphanLines: [OrphanLine] = []
  /// Each comment line, also those between continuation lines, from its `#` or `;`.
  public internal(set) var comments: [Span] = []

  /// `[Name]` and what follows it.
  public struct Section: Sendable {
    public let name: String
    /// The header with its brackets.
    public let span: Span
    /// In order.
    public internal(set) var entries: [Entry] = []
  }

  /// `Key=value`, continued lines joined.
  public struct Entry: Sendable {
    public let section: String
    public let key: String
    public let keySpan: Span
    /// The value with its continuation lines joined, without blanks at both ends. Quotes and
    /// escapes stand in it as written.
    public let value: MappedText
    /// From the key to the end of the last line that belongs to it, without the line break.
    public let span: Span
    public let continuations: Continuations

    /// A bare `Key=`, which empties a list that lines before it filled.
    public var isReset: Bool { value.isEmpty }
  }

  /// How the lines of one entry hang together.
  public struct Continuations: Sendable, Hashable {
    /// Each `\\` (with blanks after it) at a line's end after which the command goes on for its
    /// author and ends for systemd. Not empty: the entry was read on.
    public internal(set) var doubledBackslashes: [Span] = []
    /// Each `\` with blanks after it at a line's end: systemd does not continue there.
    public internal(set) var blankAfterBackslashes: [Span] = []
    /// Backslashes at the end of the last line: there is nothing to continue with.
    public internal(set) var danglingBackslash: Span?

    /// Whether systemd reads less of the entry than its value here holds.
    public var isCutShort: Bool { !doubledBackslashes.isEmpty }
  }

  /// A line that systemd ignores.
  public struct OrphanLine: Sendable, Hashable {
    /// Why systemd ignores it.
    public enum Reason: Sendable, Hashable {
      case noEqualsSign, impossibleKey, outsideSection, brokenHeader
    }
    /// Why systemd ignores the line.
    public let reason: Reason
    public let text: String
    public let span: Span
    /// The entry that stands above it, which it was most likely meant to continue.
    public let after: Span?
  }

  /// The programs whose commands are read on after doubled backslashes.
  public static let controlPlanePrograms = [
    "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "apiserver",
    "controller-manager", "hyperkube",
  ]

  /// Reads a unit from any text; a unit in a heredoc or a fence is one part of a file.
  /// - Parameter programs: last path components of the programs whose command is read on after `\\`.
  public init(_ text: MappedText, programs: [String] = controlPlanePrograms) {
    var reader = UnitFileReader(text, programs: programs)
    self = reader.read()
  }

  /// Reads a part of a file, by default all of it behind the byte order mark.
  public init(_ file: SourceFile, range: Range<Int>? = nil) {
    let start = file.byteOrderMarkLength
    self.init(MappedText(file, range ?? start..<max(start, file.bytes.count)))
  }

  /// All entries with a key, in order of the text, over sections of the same name.
  public func entries(_ section: String, _ key: String) -> [Entry] {
    sections.filter { $0.name == section }.flatMap(\.entries).filter { $0.key == key }
  }

  /// The entries of a list setting that count: those after the last bare `Key=`.
  public func effectiveEntries(_ section: String, _ key: String) -> [Entry] {
    let all = entries(section, key)
    guard let reset = all.lastIndex(where: \.isReset) else { return all }
    return Array(all[(reset + 1)...])
  }

  /// Whether a text looks like a unit: a `[Section]` that systemd knows, and under it `Key=value`.
  public static func claims(_ file: SourceFile) -> Bool {
    claims(MappedText(file, file.byteOrderMarkLength..<file.bytes.count))
  }

  /// The same for a part of a file, such as a heredoc.
  public static func claims(_ text: MappedText) -> Bool {
    guard text.bytes.contains(UInt8(ascii: "[")) else { return false }
    let known = ["Unit", "Service", "Install", "Socket", "Timer", "Mount", "Path", "Slice"]
    return UnitFile(text).sections.contains {
      known.contains($0.name) && !$0.entries.isEmpty
    }
  }
}
