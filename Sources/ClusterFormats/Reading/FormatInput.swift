package import Syntax

/// One file as the formats see it: its bytes, and its documents, parsed once for all of them and
/// only when one asks. It belongs to the task that reads the file.
package final class FormatInput {
  package let file: SourceFile

  /// The YAML or JSON documents of the file.
  package private(set) lazy var documents: ParsedDocuments =
    looksLikeJSON ? JSONParser.parse(file) : YAMLParser.parse(file)

  package init(_ file: SourceFile) { self.file = file }

  /// Whether the text begins as JSON does; a template that begins with `{{` does not.
  package var looksLikeJSON: Bool {
    let text = file.bytes.dropFirst(file.byteOrderMarkLength).drop(while: Self.isBlank)
    guard let first = text.first else { return false }
    let second = text.dropFirst().first { !Self.isBlank($0) }
    return switch first {
    case UInt8(ascii: "{"): second == UInt8(ascii: "\"")
    case UInt8(ascii: "["): second == UInt8(ascii: "{")
    default: false
    }
  }

  /// Whether the bytes hold the word anywhere.
  package func contains(_ word: StaticString) -> Bool { file.bytes.contains(word) }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

extension [UInt8] {
  /// Whether the word stands anywhere among the bytes.
  func contains(_ word: StaticString) -> Bool {
    let needle = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard let first = needle.first, count >= needle.count else { return false }
    return withUnsafeBufferPointer { text in
      var start = text.startIndex
      let last = text.count - needle.count
      while start <= last {
        if text[start] == first, text[start..<(start + needle.count)].elementsEqual(needle) {
          return true
        }
        start += 1
      }
      return false
    }
  }
}
