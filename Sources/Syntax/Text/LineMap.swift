/// Where the lines of a text begin: turns byte offsets into the lines and columns people count.
/// A line ends with LF or CRLF. NEL and the Unicode separators end none, as in editors.
public struct LineMap: Sendable {
  private let bytes: [UInt8]
  /// Byte offset of each line's first byte; never empty.
  public let lineStarts: [Int]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// The number of lines, an empty last one included.
  public var lineCount: Int { lineStarts.count }

  /// Line and column of a byte offset, both from 1; the column counts Unicode scalars. A byte order
  /// mark is no column. An offset past the end is taken as the end.
  public func position(of offset: Int) -> Position {
    let offset = min(max(offset, lineStarts[0]), bytes.count)
    let line = lineIndex(of: offset)
    let column = Self.scalarCount(bytes[min(lineStarts[line], offset)..<offset])
    return Position(line: line + 1, column: column + 1, offset: offset)
  }

  /// The byte range of a line (from 1) without its line break.
  public func range(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, line < lineStarts.count, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Number of Unicode scalars in valid UTF-8: the bytes that do not continue one.
  private static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}

/// A place as people name it: line and column from 1 (in Unicode scalars), byte offset from 0.
public struct Position: Hashable, Sendable {
  public let line: Int
  public let column: Int
  public let offset: Int
}
