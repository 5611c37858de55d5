/// What stands under one source line: the marks in a row, and their labels. The label of the
/// rightmost mark follows it, the others hang below theirs:
///
///     ----  ^^^^ the renew deadline
///     |
///     the lease
struct Underline {
  /// One place on the line.
  struct Mark: Hashable {
    /// Byte offsets in the file.
    let range: Range<Int>
    let label: String
    let isPrimary: Bool
  }

  private struct Placed {
    let start: Int
    let end: Int
    let label: String
    let isPrimary: Bool
  }

  private let marks: [Placed]

  init(_ marks: [Mark], on line: DisplayLine) {
    self.marks = marks.map { mark in
      let columns = line.columns(of: mark.range)
      return Placed(
        start: columns.lowerBound, end: max(columns.upperBound, columns.lowerBound + 1),
        label: Visible.text(mark.label), isPrimary: mark.isPrimary)
    }
  }

  func lines(_ theme: Theme, _ role: Theme.Role) -> [String] {
    guard !marks.isEmpty else { return [] }
    let inline = inlineIndex
    let hanging = marks.indices.filter { $0 != inline && !marks[$0].label.isEmpty }
      .map { marks[$0] }.sorted { $0.start < $1.start }
    var lines = [signs(theme, role)]
    if let inline, !marks[inline].label.isEmpty {
      let mark = marks[inline]
      lines[0] += theme.paint(" " + mark.label, mark.isPrimary ? role : .place)
    }
    guard !hanging.isEmpty else { return lines }
    lines.append(bars(hanging, theme, role).text)
    for index in hanging.indices.reversed() {
      let mark = hanging[index]
      let before = hanging[..<index].filter { $0.start < mark.start }
      let (text, column) = bars(Array(before), theme, role)
      let blanks = String(repeating: " ", count: mark.start - column)
      lines.append(text + blanks + theme.paint(mark.label, mark.isPrimary ? role : .place))
    }
    return lines
  }

  /// The mark that ends last; among those that end together the primary, then the shortest.
  private var inlineIndex: Int? {
    marks.indices.max { left, right in
      let (left, right) = (marks[left], marks[right])
      return (left.end, left.isPrimary ? 1 : 0, left.start)
        < (right.end, right.isPrimary ? 1 : 0, right.start)
    }
  }

  /// The row of `^` and `-`; where both would stand, the primary's.
  private func signs(_ theme: Theme, _ role: Theme.Role) -> String {
    var row = [UInt8](repeating: UInt8(ascii: " "), count: marks.map(\.end).max() ?? 0)
    for mark in marks.sorted(by: { !$0.isPrimary && $1.isPrimary }) {
      let sign = UInt8(ascii: mark.isPrimary ? "^" : "-")
      for column in mark.start..<mark.end { row[column] = sign }
    }
    var text = ""
    var rest = row[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      let signs = String(decoding: run, as: UTF8.self)
      switch first {
      case UInt8(ascii: "^"): text += theme.paint(signs, role)
      case UInt8(ascii: "-"): text += theme.paint(signs, .place)
      default: text += signs
      }
      rest = rest.dropFirst(run.count)
    }
    return text
  }

  /// A bar below the start of each mark, and the column behind the last.
  private func bars(
    _ marks: [Placed], _ theme: Theme, _ role: Theme.Role
  ) -> (text: String, column: Int) {
    var text = ""
    var column = 0
    for mark in marks where mark.start >= column {
      text += String(repeating: " ", count: mark.start - column)
      text += theme.paint("|", mark.isPrimary ? role : .place)
      column = mark.start + 1
    }
    return (text, column)
  }
}
