/// A source line as a terminal shows it: tabs as four blanks, control characters and bytes that are
/// no UTF-8 written out, a long line cut around the place that matters.
struct DisplayLine {
  /// Columns shown of a long line.
  static let widest = 120

  let text: String
  private let start: Int
  /// The column of each byte of the line, and of its end.
  private let columns: [Int]

  /// `start` is the byte offset of the line in its file, `focus` the byte within the line that has
  /// to be seen.
  init(_ bytes: ArraySlice<UInt8>, start: Int, focus: Int) {
    self.start = start
    var pieces: [(text: String, column: Int)] = []
    var columns: [Int] = []
    var column = 0
    var index = bytes.startIndex
    // Far more than is shown of any line is not looked at.
    let end = min(bytes.endIndex, bytes.startIndex + max(0, focus) + 4 * Self.widest)
    while index < end {
      let (piece, length, width) = Self.piece(bytes[index..<bytes.endIndex])
      for _ in 0..<length { columns.append(column) }
      pieces.append((piece, column))
      column += width
      index += length
    }
    columns.append(column)
    let total = column
    guard total > Self.widest else {
      text = pieces.map(\.text).joined()
      self.columns = columns
      return
    }
    let place = columns[min(max(0, focus), columns.count - 1)]
    let first = max(0, min(place - Self.widest / 3, total - Self.widest))
    let shown = pieces.filter { $0.column >= first && $0.column < first + Self.widest }
    let lead = first > 0 ? "…" : ""
    let tail = first + Self.widest < total ? "…" : ""
    text = lead + shown.map(\.text).joined() + tail
    let shift = (shown.first?.column ?? 0) - lead.count
    self.columns = columns.map { max(0, min($0 - shift, Self.widest + 1)) }
  }

  /// The columns of a byte range of the file, cut at the line's end.
  func columns(of range: Range<Int>) -> Range<Int> {
    let last = columns.count - 1
    let from = columns[min(max(0, range.lowerBound - start), last)]
    let to = columns[min(max(0, range.upperBound - start), last)]
    return from..<max(from, to)
  }

  /// What is shown for the first scalar, its bytes, and its columns.
  private static func piece(_ bytes: ArraySlice<UInt8>) -> (String, Int, Int) {
    guard let first = bytes.first else { return ("", 1, 0) }
    if first == 0x09 { return ("    ", 1, 4) }
    if (0x20..<0x7F).contains(first) { return (String(UnicodeScalar(first)), 1, 1) }
    var decoder = UTF8()
    var iterator = bytes.prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      let hex = String(first, radix: 16, uppercase: true)
      let text = "\\x" + (hex.count == 1 ? "0" + hex : hex)
      return (text, 1, text.count)
    }
    let length = UTF8.width(scalar)
    if Visible.isHidden(scalar) {
      let text = Visible.text(String(scalar))
      return (text, length, text.count)
    }
    return (String(scalar), length, width(scalar))
  }

  /// Columns of a scalar: 0 for marks that combine, 2 for wide East Asian ones (UAX #11).
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
