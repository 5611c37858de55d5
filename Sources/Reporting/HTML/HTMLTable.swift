/// A table that becomes a list of cards on a narrow screen.
enum HTMLTable {
  static func markup(_ header: [String], _ rows: [[ReviewTable.Cell]]) -> String {
    let head = header.map { "<th scope=\"col\">\(XMLText.escaped($0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.enumerated().map { cell($1, at: $0, header) }.joined() + "</tr>"
    }
    return
      "<div class=\"scroll\"><table class=\"rows\">\n<thead><tr>\(head)</tr></thead>\n<tbody>\n"
      + body.joined(separator: "\n") + "\n</tbody></table></div>"
  }

  private static func cell(_ cell: ReviewTable.Cell, at column: Int, _ header: [String]) -> String {
    let style = cell.isBad ? " class=\"bad\"" : ""
    let text = XMLText.escaped(cell.text)
    if column == 0 { return "<th scope=\"row\"\(style)>\(text)</th>" }
    let label = header.indices.contains(column) ? XMLText.escaped(header[column]) : ""
    return "<td\(style) data-label=\"\(label)\">\(text)</td>"
  }
}
