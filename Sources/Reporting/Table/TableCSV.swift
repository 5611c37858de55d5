internal import ClusterModel
internal import FaultTolerance

/// A row for each cluster, service and class (RFC 4180, lines ended by CRLF).
package enum TableCSV {
  private static let header = [
    "cluster", "service", "status", "class", "total", "guaranteed", "bestCase", "weakestCut",
    "cuts",
    "upperBound",
  ]

  /// The report as UTF-8, a line for each service and class.
  package static func render(_ report: TableReport) -> [UInt8] {
    var rows = [header]
    for entry in report.clusters {
      for service in Service.allCases {
        let status = entry.assessment.status(of: service).name
        for row in entry.assessment.tolerance(of: service) {
          rows.append(cells(entry.cluster.name, service, status, row))
        }
      }
    }
    let lines = rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }
    return Array(lines.joined().utf8)
  }

  private static func cells(
    _ cluster: String, _ service: Service, _ status: String, _ row: ToleranceRow
  ) -> [String] {
    let figures = row.figures
    return [
      cluster, service.rawValue, status, row.className, String(row.total),
      figures.map { String($0.guaranteed) } ?? "", figures.map { String($0.bestCase) } ?? "",
      figures?.weakestCut?.joined(separator: " ") ?? "", figures?.cuts ?? "",
      row.figures == nil ? "" : row.isUpperBound ? "true" : "false",
    ]
  }

  /// A spreadsheet takes a cell that begins with `=` and its like for a formula: those are quoted as
  /// text.
  private static func quoted(_ text: String) -> String {
    let text = Visible.text(text)
    let isFormula = text.utf8.first.map("=+-@".utf8.contains) ?? false
    guard isFormula || text.utf8.contains(where: ",\" ".utf8.contains) else { return text }
    var doubled = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\"" { doubled.append(scalar) }
      doubled.append(scalar)
    }
    return "\"\(isFormula ? "'" : "")\(String(doubled))\""
  }
}
