/// One input as it was read: its bytes, untouched, and the name that the user knows it by.
public final class SourceFile: Sendable {
  public let id: FileID
  /// As given on the command line, or below the folder given, with `/`.
  public let path: String
  public let bytes: [UInt8]
  /// The last component of the path.
  public let name: String

  public init(id: FileID, path: String, bytes: [UInt8]) {
    self.id = id
    self.path = path
    self.bytes = bytes
    name = Self.name(of: path)
  }

  /// A file whose bytes are this text in UTF-8.
  public convenience init(id: FileID, path: String, text: String) {
    self.init(id: id, path: path, bytes: Array(text.utf8))
  }

  private static func name(of path: String) -> String {
    var end = path.utf8.endIndex
    while end > path.utf8.startIndex, path.utf8[path.utf8.index(before: end)] == UInt8(ascii: "/") {
      end = path.utf8.index(before: end)
    }
    guard let slash = path.utf8[..<end].lastIndex(of: UInt8(ascii: "/")) else {
      return end == path.utf8.startIndex ? path : String(path[..<end])
    }
    return String(path[path.utf8.index(after: slash)..<end])
  }

  /// The whole file.
  public var span: Span { Span(id, 0, bytes.count) }

  /// The text of a byte range; bytes that are not UTF-8 become U+FFFD.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The text at a place of this file.
  public func text(_ span: Span) -> String { text(span.range) }

  /// Length of a leading UTF-8 byte order mark, 0 or 3.
  public var byteOrderMarkLength: Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
