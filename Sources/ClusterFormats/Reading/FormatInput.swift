package import Syntax

/// One file as the formats see it: its bytes, and its documents, parsed once for all of them and
/// only when one asks. It belongs to the task that reads the file.
package final class FormatInput {
  package let file: SourceFile

  /// The YAML or JSON documents of the file.
  package private(set) lazy var documents: ParsedDocuments =
    looksLikeJSON ? JSONParser.parse(file) : YAMLParser.parse(file)

  /// The keys and kinds at the top of its documents, found without parsing; what a claim asks first.
  package private(set) lazy var outline = FileOutline(
    file.bytes, file.byteOrderMarkLength..<file.bytes.count, isJSON: looksLikeJSON)

  /// Whether a document says at its top what it is, as Kubernetes objects do.
  private(set) lazy var hasObjects: Bool = outline.hasObjects

  private let companions: (any Companions)?
  /// The files beside it that it was read with.
  package private(set) var readWith: Set<FileID> = []

  package init(_ file: SourceFile, companions: (any Companions)? = nil) {
    self.file = file
    self.companions = companions
  }

  /// The file of a path, where it can be read; only files beside an input are asked for.
  func companion(_ path: String) -> SourceFile? {
    let file = companions?.file(path)
    if let file { note(file) }
    return file
  }

  /// The files of a folder with this ending, in name order.
  func companionsInFolder(_ folder: String, _ ending: String) -> [SourceFile] {
    let files = companions?.files(inFolder: folder, ending: ending) ?? []
    for file in files { note(file) }
    return files
  }

  /// A file that includes itself is still one of its own.
  private func note(_ companion: SourceFile) {
    if companion.id != file.id { readWith.insert(companion.id) }
  }

  /// The names of what stands in a folder beside the input, in name order; none where there is no
  /// such folder.
  func companionNames(inFolder folder: String) -> (files: [String], folders: [String]) {
    companions?.names(inFolder: folder) ?? ([], [])
  }

  /// Whether the text begins as JSON does; a template that begins with `{{` does not.
  package private(set) lazy var looksLikeJSON: Bool = {
    let text = file.bytes.dropFirst(file.byteOrderMarkLength).drop(while: Self.isBlank)
    guard let first = text.first else { return false }
    let second = text.dropFirst().first { !Self.isBlank($0) }
    return switch first {
    case UInt8(ascii: "{"): second == UInt8(ascii: "\"")
    case UInt8(ascii: "["): second == UInt8(ascii: "{")
    default: false
    }
  }()

  /// The ending of the file's name, in lower case and without the dot; empty where it has none.
  private(set) lazy var ending: String = {
    let name = file.name.utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return "" }
    return String(file.name[file.name.utf8.index(after: dot)...]).lowercased()
  }()

  /// Whether the file is a page by its ending: what it shows as code is indented or fenced.
  package private(set) lazy var isPage: Bool =
    ["md", "markdown", "mdx", "rst", "adoc"].contains(ending)

  /// Whether the bytes hold the word anywhere.
  package func contains(_ word: StaticString) -> Bool { file.bytes.contains(word) }

  /// Whether a line is `- word`, with or without quotes and a path before the word.
  func hasListItem(_ word: String) -> Bool {
    hasLine { line in
      let item = line.drop(while: Self.isBlank)
      guard item.first == UInt8(ascii: "-") else { return false }
      let text = item.dropFirst().filter { !Self.isBlank($0) && !Self.isQuote($0) }
      return text.reversed().starts(with: word.utf8.reversed())
        && !text.contains(UInt8(ascii: "=")) && !text.contains(UInt8(ascii: ":"))
        && text.first != UInt8(ascii: "-")
    }
  }

  /// Whether the file is rather a program, or a page about it, that has such documents in it.
  private(set) lazy var looksLikeScript: Bool =
    file.bytes.starts(with: "#!".utf8) || file.bytes.contains("```") || hasHeredoc

  /// `<<` and a word behind it, as `<<EOF`, `<<-'END'` or `<< "X"`.
  private var hasHeredoc: Bool {
    guard file.bytes.contains("<<") else { return false }
    return hasLine { line in
      var rest = line
      while let place = rest.firstIndex(of: UInt8(ascii: "<")) {
        rest = rest[(place + 1)...]
        guard rest.first == UInt8(ascii: "<") else { continue }
        let word = rest.dropFirst().drop { $0 == UInt8(ascii: "-") || Self.isBlank($0) }
        let name = word.drop { Self.isQuote($0) }
        if let first = name.first, (65...90).contains(first) || first == 0x5F { return true }
      }
      return false
    }
  }

  private func hasLine(_ matches: (ArraySlice<UInt8>) -> Bool) -> Bool {
    var start = file.byteOrderMarkLength
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
      if matches(file.bytes[start..<end]) { return true }
      start = end + 1
    }
    return false
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

/// Gives the files that stand beside an input.
package protocol Companions: AnyObject {
  func file(_ path: String) -> SourceFile?
  func files(inFolder folder: String, ending: String) -> [SourceFile]
  func names(inFolder folder: String) -> (files: [String], folders: [String])
}

extension Companions {
  /// No folder is known.
  package func names(inFolder folder: String) -> (files: [String], folders: [String]) { ([], []) }
}

extension [UInt8] {
  /// Whether the word stands anywhere among the bytes.
  func contains(_ word: StaticString) -> Bool { ByteSearch.contains(word, in: self) }
}
