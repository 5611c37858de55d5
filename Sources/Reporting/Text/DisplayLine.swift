/// A source line as a terminal shows it: tabs as four blanks, control characters and bytes that are
/// no UTF-8 written out, a long line cut around the place that matters. However long the line is,
/// only the bytes around that place are looked at.
struct DisplayLine {
  /// Columns shown of a long line.
  static let widest = 120
  /// Bytes looked at to each side of the place that matters.
  private static let reach = 4 * widest

  let text: String
  /// The bytes that are shown, as offsets in the file.
  let shown: Range<Int>
  /// The first of the bytes that were looked at.
  private let start: Int
  /// The column of each of those bytes, and of their end; empty where each byte is a column.
  private let columns: [Int]

  /// `line` is the range of the line in `bytes`, `focus` the offset that has to be seen.
  init(_ bytes: [UInt8], line: Range<Int>, focus: Int) {
    let line = line.clamped(to: 0..<bytes.count)
    if line.count <= Self.widest, bytes[line].allSatisfy({ (0x20..<0x7F).contains($0) }) {
      text = String(decoding: bytes[line], as: UTF8.self)
      (shown, start, columns) = (line, line.lowerBound, [])
      return
    }
    let focus = min(max(focus, line.lowerBound), line.upperBound)
    var start = max(line.lowerBound, focus - Self.reach)
    if start > line.lowerBound {
      while start < focus, bytes[start] & 0xC0 == 0x80 { start += 1 }
    }
    let end = min(line.upperBound, focus + Self.reach)
    let pieces = Self.pieces(bytes[start..<end], isCut: end < line.upperBound)
    let columns = Self.columns(pieces)
    let total = columns.last ?? 0
    let place = columns[min(focus - start, columns.count - 1)]
    let first = max(0, min(place - Self.widest / 3, total - Self.widest))
    var text = ""
    var from: Int?
    var to = start
    for piece in pieces {
      let column = columns[piece.offset - start]
      guard column >= first, column + piece.width <= first + Self.widest else { continue }
      from = from ?? piece.offset
      to = piece.offset + piece.length
      text += piece.text
    }
    shown = (from ?? start)..<max(from ?? start, to)
    let lead = shown.lowerBound > line.lowerBound ? "…" : ""
    let tail = shown.upperBound < line.upperBound ? "…" : ""
    self.text = lead + text + tail
    self.start = start
    let shift = columns[min(shown.lowerBound - start, columns.count - 1)] - lead.count
    let last = columns[min(shown.upperBound - start, columns.count - 1)] - shift + tail.count
    self.columns = columns.map { min(max(0, $0 - shift), last) }
  }

  /// The columns of a byte range of the file, cut at what is shown.
  func columns(of range: Range<Int>) -> Range<Int> {
    let from = column(of: range.lowerBound)
    return from..<max(from, column(of: range.upperBound))
  }

  private func column(of offset: Int) -> Int {
    let last = columns.isEmpty ? shown.count : columns.count - 1
    let index = min(max(0, offset - start), last)
    return columns.isEmpty ? index : columns[index]
  }

  /// Whether something that begins at the offset can be underlined here.
  func shows(_ offset: Int) -> Bool { offset >= shown.lowerBound && offset <= shown.upperBound }

  // MARK: Pieces

  /// What is shown for one scalar, or one byte that belongs to none.
  private struct Piece {
    let text: String
    let offset: Int
    let length: Int
    let width: Int
  }

  /// Bytes of a scalar that was cut in two at the end of what is looked at are left out.
  private static func pieces(_ bytes: ArraySlice<UInt8>, isCut: Bool) -> [Piece] {
    var pieces: [Piece] = []
    var rest = bytes
    while !rest.isEmpty, !(isCut && rest.count < 4 && rest.allSatisfy { $0 >= 0x80 }) {
      let piece = piece(rest)
      pieces.append(piece)
      rest = rest.dropFirst(piece.length)
    }
    return pieces
  }

  private static func columns(_ pieces: [Piece]) -> [Int] {
    var columns: [Int] = []
    var column = 0
    for piece in pieces {
      for _ in 0..<piece.length { columns.append(column) }
      column += piece.width
    }
    return columns + [column]
  }

  private static func piece(_ bytes: ArraySlice<UInt8>) -> Piece {
    let offset = bytes.startIndex
    let first = bytes.first ?? 0
    if first == 0x09 { return Piece(text: "    ", offset: offset, length: 1, width: 4) }
    if (0x20..<0x7F).contains(first) {
      return Piece(text: String(UnicodeScalar(first)), offset: offset, length: 1, width: 1)
    }
    var decoder = UTF8()
    var iterator = bytes.prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      let hex = String(first, radix: 16, uppercase: true)
      let text = "\\x" + (hex.count == 1 ? "0" : "") + hex
      return Piece(text: text, offset: offset, length: 1, width: text.utf8.count)
    }
    let length = UTF8.width(scalar)
    if Visible.isHidden(scalar) {
      let text = Visible.escape(scalar)
      return Piece(text: text, offset: offset, length: length, width: text.utf8.count)
    }
    return Piece(
      text: String(scalar), offset: offset, length: length, width: DisplayWidth.of(scalar))
  }
}
