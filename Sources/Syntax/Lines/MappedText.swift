/// A text that was made from parts of files, and where each of its bytes comes from: the body of a
/// heredoc as its reader gets it, a continued line in one piece, a variable's value put in its place.
package struct MappedText: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var origins: [Origin] = []

  private struct Origin: Sendable {
    let file: FileID
    let offset: UInt32
  }

  package init() {}

  /// A part of a file as it is.
  package init(_ file: SourceFile, _ range: Range<Int>) { append(file, range) }

  /// The number of bytes.
  package var count: Int { bytes.count }
  /// Whether there is no byte.
  package var isEmpty: Bool { bytes.isEmpty }

  /// The text; bytes that are no UTF-8 are replaced.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends a part of a file; what lies beyond its end is left out.
  package mutating func append(_ file: SourceFile, _ range: Range<Int>) {
    for offset in range.clamped(to: 0..<file.bytes.count) {
      bytes.append(file.bytes[offset])
      origins.append(Origin(file: file.id, offset: UInt32(offset)))
    }
  }

  /// The byte at an index of another text, with its place.
  package mutating func append(_ other: MappedText, at index: Int) {
    bytes.append(other.bytes[index])
    origins.append(other.origins[index])
  }

  /// Another byte in the place of the one at an index.
  package mutating func append(_ byte: UInt8, for other: MappedText, at index: Int) {
    bytes.append(byte)
    origins.append(other.origins[index])
  }

  /// Appends another text, places kept.
  package mutating func append(_ other: MappedText) {
    bytes += other.bytes
    origins += other.origins
  }

  /// A part of the text, places kept.
  package subscript(range: Range<Int>) -> MappedText {
    var part = MappedText()
    let range = range.clamped(to: 0..<bytes.count)
    part.bytes = Array(bytes[range])
    part.origins = Array(origins[range])
    return part
  }

  /// The place of a range: from its first byte to its last in the first byte's file. An empty range
  /// has the place right after the byte before it.
  package func span(_ range: Range<Int>) -> Span {
    guard let first = origins.indices.contains(range.lowerBound) ? origins[range.lowerBound] : nil
    else {
      guard let last = origins.last else { return Span(FileID(0), 0, 0) }
      return Span(last.file, Int(last.offset) + 1, Int(last.offset) + 1)
    }
    var end = Int(first.offset)
    if !range.isEmpty {
      for index in range.clamped(to: origins.indices) where origins[index].file == first.file {
        end = max(end, Int(origins[index].offset) + 1)
      }
    }
    return Span(first.file, Int(first.offset), end)
  }

  /// The place of all of it.
  package var span: Span { span(0..<bytes.count) }

  /// The ranges of its lines, without line breaks (LF, CRLF).
  package var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let hasReturn = end > start && end < bytes.count && bytes[end - 1] == UInt8(ascii: "\r")
      lines.append(start..<(hasReturn ? end - 1 : end))
      start = end + 1
    }
    return lines
  }
}
