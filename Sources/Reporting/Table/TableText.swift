/// The table for a terminal.
package enum TableText {
  /// The report as UTF-8, for a terminal.
  package static func render(_ report: TableReport, theme: Theme) -> [UInt8] {
    var blocks = report.clusters.map { block(ReviewTable($0), theme) }
    if let summary = ClusterSummary(report) {
      let lines = grid(summary.header, summary.rows, theme)
      blocks.insert(lines.joined(separator: "\n") + "\n", at: 0)
    }
    return Array(blocks.joined(separator: "\n").utf8)
  }

  private static func block(_ table: ReviewTable, _ theme: Theme) -> String {
    var lines = [
      theme.paint(Visible.text(table.title), .strong),
      theme.paint(Visible.text(table.verdict), .strong),
    ]
    if let detail = table.detail { lines.append(Visible.text(detail)) }
    lines.append("")
    lines += table.facts.map(Visible.text)
    if !table.matrix.isEmpty { lines += [""] + grid(table.matrixHeader, table.matrix, theme) }
    if !table.tolerance.isEmpty {
      lines += [""] + grid(table.toleranceHeader, table.tolerance, theme)
    }
    if let change = table.change {
      lines += [
        "", theme.paint(Visible.text(change.label) + ": ", .help) + Visible.text(change.text),
      ]
    }
    if !table.unknown.isEmpty {
      lines += ["", "Not known:"] + table.unknown.map { "  - \(Visible.text($0))" }
    }
    if !table.footnotes.isEmpty { lines += [""] + table.footnotes.map(Visible.text) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func grid(
    _ header: [String], _ rows: [[ReviewTable.Cell]], _ theme: Theme
  ) -> [String] {
    let texts = rows.map { $0.map { Visible.text($0.text) } }
    let widths = header.indices.map { column in
      ([header[column]] + texts.map { $0[column] }).map(DisplayWidth.of).max() ?? 0
    }
    func line(_ cells: [String], _ paint: (Int, String) -> String) -> String {
      cells.enumerated().map { column, text in
        let isLast = column == cells.count - 1
        let padding = String(
          repeating: " ", count: isLast ? 0 : max(0, widths[column] - DisplayWidth.of(text)))
        return paint(column, text) + padding
      }.joined(separator: "  ").trimmedEnd
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return [line(header) { theme.paint($1, .strong) }, rule]
      + zip(rows, texts).map { cells, texts in
        line(texts) { column, text in cells[column].isBad ? theme.paint(text, .error) : text }
      }
  }
}
