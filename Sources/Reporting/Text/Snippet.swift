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

  let files: FileTexts
  let theme: Theme
  let role: Theme.Role
  /// Columns of the line numbers.
  let gutter: Int

  /// The lines of a finding's places: the primary's file first, others below their own header.
  static func lines(
    _ marks: [Mark], files: FileTexts, theme: Theme, role: Theme.Role
  ) -> [String] {
    guard let primary = marks.first else { return [] }
    let shown = Array(marks.prefix(mostMarks))
    let last = shown.map { files.lines($0.span.file).position(of: Int($0.span.start)).line }.max()
    let snippet = Snippet(
      files: files, theme: theme, role: role, gutter: String(last ?? 1).count)
    var order = [primary.span.file]
    for mark in shown where !order.contains(mark.span.file) { order.append(mark.span.file) }
    var lines: [String] = []
    for file in order {
      let here = shown.filter { $0.span.file == file }
      let arrow = file == primary.span.file ? "-->" : ":::"
      let place = (here.first { $0.isPrimary } ?? here[0]).span
      lines.append("\(snippet.pad)\(theme.paint(arrow, .place)) \(files.place(place))")
      lines += snippet.block(here)
    }
    if marks.count > shown.count {
      lines.append(
        "\(snippet.pad)\(theme.paint("=", .place)) and \(marks.count - shown.count) more")
    }
    return lines
  }

  private var pad: String { String(repeating: " ", count: gutter + 1) }

  private var bar: String { theme.paint("|", .place) }

  private func block(_ marks: [Mark]) -> [String] {
    guard let file = marks.first?.span.file else { return [] }
    let map = files.lines(file)
    var byLine: [Int: [Mark]] = [:]
    for mark in marks {
      byLine[map.position(of: Int(mark.span.start)).line, default: []].append(mark)
    }
    var lines = ["\(pad)\(bar)"]
    var previous: Int?
    for (number, marks) in byLine.sorted(by: { $0.key < $1.key }) {
      if let previous, number == previous + 2 {
        lines.append(source(previous + 1, in: file, marks: []).text)
      } else if let previous, number > previous + 2 {
        lines.append(theme.paint("...", .place))
      }
      let line = source(number, in: file, marks: marks)
      lines.append(line.text)
      for mark in marks.sorted(by: { $0.span < $1.span }) {
        lines.append(underline(mark, line))
      }
      previous = number
    }
    return lines
  }

  private struct Line {
    let text: String
    let display: DisplayLine
  }

  private func source(_ number: Int, in file: FileID, marks: [Mark]) -> Line {
    let range = files.lines(file).range(ofLine: number)
    let bytes = files.file(file).map { $0.bytes[range] } ?? []
    let focus = marks.first.map { Int($0.span.start) - range.lowerBound } ?? 0
    let display = DisplayLine(bytes, start: range.lowerBound, focus: focus)
    let label = String(number)
    let blanks = String(repeating: " ", count: max(0, gutter - label.count))
    let text = "\(theme.paint(blanks + label, .place)) \(bar) \(display.text)"
    return Line(text: text.trimmedEnd, display: display)
  }

  private func underline(_ mark: Mark, _ line: Line) -> String {
    let columns = line.display.columns(of: mark.span.range)
    let blanks = String(repeating: " ", count: columns.lowerBound)
    let sign = mark.isPrimary ? "^" : "-"
    let marks = String(repeating: sign, count: max(1, columns.count))
    let label = mark.label.isEmpty ? "" : " " + Visible.text(mark.label)
    let painted = theme.paint(marks + label, mark.isPrimary ? role : .place)
    return "\(pad)\(bar) \(blanks)\(painted)"
  }
}

extension String {
  /// Without spaces at the end.
  var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
