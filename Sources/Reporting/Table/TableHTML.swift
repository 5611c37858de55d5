internal import ClusterModel

/// The table as a page of its own.
package enum TableHTML {
  /// The report as UTF-8.
  package static func render(_ report: TableReport) -> [UInt8] {
    var parts: [String] = []
    if let summary = ClusterSummary(report) {
      parts.append("<h1>Control planes and what they survive</h1>")
      parts.append(HTMLTable.markup(summary.header, summary.rows))
    }
    for entry in report.clusters {
      let block = section(ReviewTable(entry), heading: "h1")
      parts += [TableFacts.start, block, TableFacts(entry).comment(around: block)]
    }
    let names = report.clusters.map(\.cluster.name).joined(separator: ", ")
    let page = HTMLPage.page(
      title: "\(names): control plane fault tolerance", body: parts.joined(separator: "\n"))
    return Array(page.utf8)
  }

  /// One cluster's tables; `picture` is markup that comes after the verdict.
  static func section(_ table: ReviewTable, heading: String, picture: String = "") -> String {
    let escaped = XMLText.escaped
    var lines = ["<\(heading)>\(escaped(table.title))</\(heading)>"]
    lines.append("<p class=\"verdict\">\(escaped(table.verdict))</p>")
    if let detail = table.detail { lines.append("<p>\(escaped(detail))</p>") }
    lines.append("<p>\(escaped(table.facts.joined(separator: " ")))</p>")
    if !picture.isEmpty { lines.append(picture) }
    if !table.matrix.isEmpty { lines.append(HTMLTable.markup(table.matrixHeader, table.matrix)) }
    if !table.tolerance.isEmpty {
      lines.append(HTMLTable.markup(table.toleranceHeader, table.tolerance))
    }
    if let change = table.change {
      lines.append("<p><strong>\(escaped(change.label)):</strong> \(escaped(change.text))</p>")
    }
    if !table.unknown.isEmpty {
      let items = table.unknown.map { "<li>\(escaped($0))</li>" }.joined()
      lines.append("<p><strong>Not known:</strong></p>\n<ul>\(items)</ul>")
    }
    if !table.footnotes.isEmpty {
      let notes = table.footnotes.map(escaped).joined(separator: "<br>")
      lines.append("<p class=\"footnotes\">\(notes)</p>")
    }
    return lines.joined(separator: "\n")
  }
}
