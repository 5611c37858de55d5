internal import Syntax

/// Source lines with places underlined, as rustc shows them.
struct Snippet {
  /// One place to underline.
  struct Mark {
    let span: Span
    let label: String
    let isPrimary: Bool
  }

  /// Places beyond these are only counted.
  private static let mostMarks = 6
  /// Places of one file that are at most so many lines apart share a block.
  private static let nearLines = 12

  private let files: FileTexts
  private let theme: Theme
  private let role: Theme.Role
  /// Columns of the line numbers.
  private let gutter: Int

  /// The lines of a finding's places: those near the primary, which is the first, then the others,
  /// each block below its own header.
  static func lines(
    _ marks: [Mark], files: FileTexts, theme: Theme, role: Theme.Role
  ) -> [String] {
    let shown = marks.prefix(mostMarks).map { PlacedMark($0, files) }
    guard let primary = shown.first else { return [] }
    let last = shown.map(\.lastLine).max() ?? 1
    let snippet = Snippet(files: files, theme: theme, role: role, gutter: String(last).count)
    var lines: [String] = []
    for block in blocks(shown) {
      let isFirst = block.contains { $0.mark.span == primary.mark.span && $0.mark.isPrimary }
      let place = isFirst ? primary : block[0]
      lines.append(
        "\(snippet.pad)\(theme.paint(isFirst ? "-->" : ":::", .place)) "
          + files.place(place.mark.span))
      lines += snippet.block(block)
    }
    if marks.count > shown.count {
      lines.append(
        "\(snippet.pad)\(theme.paint("=", .place)) and \(marks.count - shown.count) more")
    }
    return lines
  }

  /// The primary's block first, then by file in order of mention, then by line.
  private static func blocks(_ marks: [PlacedMark]) -> [[PlacedMark]] {
    var order: [FileID] = []
    for mark in marks where !order.contains(mark.file) { order.append(mark.file) }
    var blocks: [[PlacedMark]] = []
    for file in order {
      let here = marks.filter { $0.file == file }.sorted {
        ($0.firstLine, $0.mark.span) < ($1.firstLine, $1.mark.span)
      }
      var block: [PlacedMark] = []
      var end = 0
      for mark in here {
        if !block.isEmpty, mark.firstLine > end + nearLines {
          blocks.append(block)
          block = []
          end = 0
        }
        block.append(mark)
        end = max(end, mark.lastLine)
      }
      blocks.append(block)
    }
    guard let first = blocks.firstIndex(where: { $0.contains { $0.mark.isPrimary } }) else {
      return blocks
    }
    blocks.insert(blocks.remove(at: first), at: 0)
    return blocks
  }

  private var pad: String { String(repeating: " ", count: gutter + 1) }

  private var bar: String { theme.paint("|", .place) }

  /// The lines that have marks; one line between two is shown, more are folded.
  private func block(_ marks: [PlacedMark]) -> [String] {
    guard let file = marks.first?.file else { return [] }
    var byLine: [Int: [Underline.Mark]] = [:]
    for mark in marks {
      for (line, part) in mark.parts(files) { byLine[line, default: []].append(part) }
    }
    var lines = ["\(pad)\(bar)"]
    var previous: Int?
    for (number, parts) in byLine.sorted(by: { $0.key < $1.key }) {
      if let previous, number == previous + 2 {
        lines += source(previous + 1, in: file, marks: [])
      } else if let previous, number > previous + 2 {
        lines.append(theme.paint("...", .place))
      }
      lines += source(number, in: file, marks: parts)
      previous = number
    }
    return lines
  }

  /// The line and what is under it. A line too long to show all of its marks is shown again, around
  /// those that are left.
  private func source(_ number: Int, in file: FileID, marks: [Underline.Mark]) -> [String] {
    let range = files.lines(file).range(ofLine: number)
    let bytes = files.file(file)?.bytes ?? []
    var rest = marks
    var lines: [String] = []
    repeat {
      let focus = rest.first { $0.isPrimary } ?? rest.first
      let display = DisplayLine(
        bytes, line: range, focus: focus?.range.lowerBound ?? range.lowerBound)
      let here = rest.filter { display.shows($0.range.lowerBound) || $0 == focus }
      rest.removeAll { here.contains($0) }
      lines.append("\(numbered(number)) \(display.text)".trimmedEnd)
      lines += Underline(here, on: display).lines(theme, role).map { "\(pad)\(bar) \($0)" }
    } while !rest.isEmpty
    return lines
  }

  private func numbered(_ number: Int) -> String {
    let label = String(number)
    let blanks = String(repeating: " ", count: max(0, gutter - label.count))
    return "\(theme.paint(blanks + label, .place)) \(bar)"
  }
}

/// A mark and the lines it is on.
private struct PlacedMark {
  let mark: Snippet.Mark
  let firstLine: Int
  let lastLine: Int

  init(_ mark: Snippet.Mark, _ files: FileTexts) {
    self.mark = mark
    let map = files.lines(mark.span.file)
    let start = Int(mark.span.start)
    firstLine = map.position(of: start).line
    // A line break at the end belongs to the line that it ends.
    lastLine = max(firstLine, map.position(of: max(start, Int(mark.span.end) - 1)).line)
  }

  var file: FileID { mark.span.file }

  /// What is underlined on which line: of several lines, the first from its start and the last to
  /// its end, where the label is.
  func parts(_ files: FileTexts) -> [(line: Int, part: Underline.Mark)] {
    let map = files.lines(file)
    let bytes = files.file(file)?.bytes ?? []
    let start = min(Int(mark.span.start), bytes.count)
    let end = min(Int(mark.span.end), bytes.count)
    func part(_ range: Range<Int>, _ label: String) -> Underline.Mark {
      Underline.Mark(range: range, label: label, isPrimary: mark.isPrimary)
    }
    guard lastLine > firstLine else { return [(firstLine, part(start..<end, mark.label))] }
    let head = map.range(ofLine: firstLine)
    let tail = map.range(ofLine: lastLine)
    let indent = bytes[tail].prefix { $0 == 0x20 || $0 == 0x09 }.count
    let from = min(tail.lowerBound + indent, end)
    let to = min(end, tail.upperBound)
    return [
      (firstLine, part(start..<max(start, head.upperBound), "")),
      (lastLine, part(from..<max(from, to), mark.label)),
    ]
  }
}

extension String {
  /// Without spaces at the end.
  var trimmedEnd: String {
    guard utf8.last == UInt8(ascii: " ") else { return self }
    var scalars = unicodeScalars[...]
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
