internal import ClusterModel

/// The whole story as one page that stands alone: what is survived, the picture, the tables, what
/// is not known, and the findings with their places.
package enum ReportHTML {
  /// The page as UTF-8.
  package static func render(_ table: TableReport, _ check: CheckReport) -> [UInt8] {
    var parts: [String] = []
    let isAlone = table.clusters.count == 1
    if let summary = ClusterSummary(table) {
      parts.append("<h1>Control planes and what they survive</h1>")
      parts.append(HTMLTable.markup(summary.header, summary.rows))
    }
    for entry in table.clusters {
      let review = ReviewTable(entry)
      let picture = "<figure>\n\(DiagramSVG.markup(entry.cluster))</figure>"
      let block = TableHTML.section(review, heading: isAlone ? "h1" : "h2", picture: picture)
      parts += [TableFacts.start, block, TableFacts(entry).comment(around: block)]
    }
    parts.append("<h2>Findings</h2>\n<p>\(XMLText.escaped(CheckText.summary(check)))</p>")
    parts.append(CheckHTML.sections(of: check))
    let names = table.clusters.map(\.cluster.name).joined(separator: ", ")
    let page = HTMLPage.page(
      title: "\(names): control plane report", body: parts.joined(separator: "\n"))
    return Array(page.utf8)
  }
}
