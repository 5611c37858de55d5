/// The table as Markdown that GitHub and GitLab render.
package enum TableMarkdown {
  /// The report as UTF-8, for a design document. Each table stands between two comments, by which
  /// `--check` finds it and compares its facts.
  package static func render(_ report: TableReport) -> [UInt8] {
    var blocks = report.clusters.map { entry in
      let block = block(ReviewTable(entry))
      return TableFacts.start + "\n" + block + "\n" + TableFacts(entry).comment(around: block)
        + "\n"
    }
    if let summary = ClusterSummary(report) {
      blocks.insert((grid(summary.header, summary.rows) + [""]).joined(separator: "\n"), at: 0)
    }
    return Array(blocks.joined(separator: "\n").utf8)
  }

  private static func block(_ table: ReviewTable) -> String {
    let detail = table.detail.map { " " + escaped($0) } ?? ""
    var lines = [
      "## \(escaped(table.title))", "", "**\(escaped(table.verdict))**\(detail)", "",
      escaped(table.facts.joined(separator: " ")),
    ]
    if !table.matrix.isEmpty { lines += [""] + grid(table.matrixHeader, table.matrix) }
    if !table.tolerance.isEmpty { lines += [""] + grid(table.toleranceHeader, table.tolerance) }
    if let change = table.change {
      lines += ["", "**\(escaped(change.label)):** \(escaped(change.text))"]
    }
    if !table.unknown.isEmpty {
      lines += ["", "**Not known:**", ""] + table.unknown.map { "- \(escaped($0))" }
    }
    if !table.footnotes.isEmpty {
      lines += [""] + table.footnotes.map { escaped($0) + "  " }.withoutLastBreak
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func grid(_ header: [String], _ rows: [[ReviewTable.Cell]]) -> [String] {
    let top = "| \(header.map(escaped).joined(separator: " | ")) |"
    let rule = "|\(String(repeating: "---|", count: header.count))"
    return [top, rule]
      + rows.map { row in
        let cells = row.map { $0.isBad ? "**\(escaped($0.text))**" : escaped($0.text) }
        return "| \(cells.joined(separator: " | ")) |"
      }
  }

  /// Nothing of the input is markup. Scalar by scalar: a mark that combines with a `|` leaves it
  /// the end of a cell.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in Visible.text(text).unicodeScalars {
      if markup.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  private static let markup = Set("\\`*_{}[]<>|#~&".unicodeScalars)
}

extension String {
  /// With a capital first letter and a full stop.
  var sentence: String {
    guard let first = first else { return self }
    return first.uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
  }
}

extension [String] {
  /// Markdown's hard line break is of no use after the last line.
  fileprivate var withoutLastBreak: [String] {
    guard let last else { return self }
    return dropLast() + [last.trimmedEnd]
  }
}
