internal import ClusterFormats
internal import Syntax

/// The inputs of a run, and the files beside them that formats ask for: each is read once and keeps
/// its number.
final class FileShelf: Companions {
  private(set) var files: [SourceFile]
  /// Made when somebody first asks.
  private lazy var byPath: [String: Int?] = Dictionary(
    files.indices.map { (files[$0].path, $0) }, uniquingKeysWith: { _, last in last })
  /// Texts in place of what stands on disk.
  private let texts: [String: [UInt8]]
  /// Whether `texts` is all that there is.
  private let isClosed: Bool

  init(_ files: [SourceFile], texts: [String: [UInt8]] = [:], isClosed: Bool = false) {
    self.isClosed = isClosed
    self.files = files
    self.texts = texts
  }

  func file(_ path: String) -> SourceFile? {
    if let known = byPath[path] { return known.map { files[$0] } }
    guard isClosed || System.kind(of: path) == .file, let bytes = try? bytes(of: path) else {
      byPath[path] = .some(nil)
      return nil
    }
    return add(path, bytes)
  }

  /// The bytes that stand for a path.
  func bytes(of path: String) throws(System.Failure) -> [UInt8] {
    if let text = texts[path] { return text }
    if isClosed { throw System.Failure(message: "is not among the files compared") }
    // Nobody may ever write to a named pipe, and a device may never end.
    if System.kind(of: path) == .other { throw System.Failure(message: "is no regular file") }
    return try System.read(path, limit: SyntaxLimits.fileBytes)
  }

  /// Takes a file in under the next number.
  func add(_ path: String, _ bytes: [UInt8]) -> SourceFile {
    let file = SourceFile(id: FileID(UInt32(files.count)), path: path, bytes: bytes)
    byPath[path] = files.count
    files.append(file)
    return file
  }

  func names(inFolder folder: String) -> (files: [String], folders: [String]) {
    if isClosed { return namesOfTexts(inFolder: folder) }
    guard System.kind(of: folder) == .folder, let entries = try? System.list(folder) else {
      return ([], [])
    }
    let kinds = entries.map { entry in
      (name: entry.name, kind: System.kind(of: "\(folder)/\(entry.name)"))
    }
    return (
      kinds.filter { $0.kind == .file }.map(\.name), kinds.filter { $0.kind == .folder }.map(\.name)
    )
  }

  private func namesOfTexts(inFolder folder: String) -> (files: [String], folders: [String]) {
    let prefix = folder == "." ? "" : "\(folder)/"
    var files: [String] = []
    var folders: Set<String> = []
    for path in texts.keys where path.hasPrefix(prefix) {
      let rest = path.dropFirst(prefix.count)
      if let slash = rest.firstIndex(of: "/") {
        folders.insert(String(rest[..<slash]))
      } else {
        files.append(String(rest))
      }
    }
    return (files.sorted(by: ByteSearch.isOrdered), folders.sorted(by: ByteSearch.isOrdered))
  }

  func files(inFolder folder: String, ending: String) -> [SourceFile] {
    if isClosed {
      return names(inFolder: folder).files.filter { $0.hasSuffix(ending) }.compactMap {
        file("\(folder)/\($0)")
      }
    }
    guard System.kind(of: folder) == .folder, let entries = try? System.list(folder) else {
      return []
    }
    return entries.map(\.name).filter { $0.hasSuffix(ending) }.compactMap {
      file("\(folder)/\($0)")
    }
  }
}
