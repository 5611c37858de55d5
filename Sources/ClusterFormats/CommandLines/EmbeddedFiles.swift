internal import ClusterModel
internal import Syntax

/// Files that a script writes or a page shows, as files of their own: all else is blank, so that
/// every byte keeps its place.
struct EmbeddedFiles {
  /// Bytes that are copied at most for one script, so that thousands of heredocs cost no more than
  /// a few large files.
  static let mostBytes = 1 << 24

  private let file: SourceFile
  private var budget = EmbeddedFiles.mostBytes

  init(of file: SourceFile) { self.file = file }

  /// What stands at a place as a file, without what follows it; `nil` beyond the budget.
  mutating func file(at span: Span) -> SourceFile? {
    let range = span.range.clamped(to: 0..<file.bytes.count)
    guard span.file == file.id, !range.isEmpty, range.upperBound <= budget else { return nil }
    budget -= range.upperBound
    var bytes = [UInt8](repeating: 0x20, count: range.lowerBound)
    if let last = bytes.indices.last { bytes[last] = 0x0A }
    bytes += file.bytes[range]
    return SourceFile(id: file.id, path: file.path, bytes: bytes)
  }

  /// What documents at a place say. What is wrong with them is not told: a shell may yet mend it.
  mutating func parts(at span: Span, _ text: MappedText) -> [ClusterPart] {
    guard Self.telling.contains(where: { ByteSearch.contains($0, in: text.bytes) }),
      let file = file(at: span)
    else { return [] }
    let input = FormatInput(file)
    let formats = Formats.all.filter { format in
      !Self.excluded.contains(format.name) && Formats.isShown(input, to: format)
        && format.claim(input) != .none
    }
    return formats.flatMap { $0.read(input).parts }
  }

  /// Words of which every document that is read has one.
  private static let telling: [StaticString] = [
    "apiVersion", "initial-cluster", "listen-client-urls",
  ]

  /// Formats of lines, which are read as such or never stand in a script.
  private static let excluded: Set<FormatName> = [
    .systemdUnit, .commandLine, .environmentFile, .etcdctl, .ansibleInventory,
  ]
}

/// The files that a script writes, for the units and commands in it that read them.
final class ScriptFiles: Companions {
  private var embedded: EmbeddedFiles
  private let places: [String: Span]
  private var known: [String: SourceFile] = [:]

  init(_ script: ShellScript, in file: SourceFile) {
    embedded = EmbeddedFiles(of: file)
    places = Dictionary(
      script.heredocs.compactMap { heredoc in
        heredoc.target.map { (Self.name($0.text.string), heredoc.bodySpan) }
      }, uniquingKeysWith: { $1 })
  }

  /// The places of the files that were asked for.
  var read: Set<Span> { Set(known.keys.compactMap { places[$0] }) }

  func file(_ path: String) -> SourceFile? {
    let name = Self.name(path)
    if let file = known[name] { return file }
    guard let place = places[name], let file = embedded.file(at: place) else { return nil }
    known[name] = file
    return file
  }

  func files(inFolder folder: String, ending: String) -> [SourceFile] { [] }

  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
