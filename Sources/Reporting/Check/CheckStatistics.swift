internal import Rules

/// How often each rule speaks, instead of the findings.
package enum CheckStatistics {
  private struct Row {
    let rule: String
    let severity: Severity
    var count = 0
    var fixable = 0
  }

  /// A line for each rule and severity, the most frequent first, then by name.
  package static func text(_ report: CheckReport) -> [UInt8] {
    let rows = rows(report)
    let width = String(rows.map(\.count).max() ?? 0).utf8.count
    let lines = rows.map { row in
      let count = String(row.count)
      let blanks = String(repeating: " ", count: width - count.utf8.count)
      let fixable = row.fixable > 0 ? ", \(row.fixable) with a safe fix" : ""
      return "\(blanks)\(count)  \(row.severity.rawValue)[\(row.rule)]\(fixable)\n"
    }
    return Array((lines.joined() + CheckText.summary(report) + "\n").utf8)
  }

  /// The same as JSON.
  package static func json(_ report: CheckReport) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("formatVersion", "1")
      writer.array("statistics") { array in
        for row in rows(report) {
          array.object { object in
            object.field("rule", row.rule)
            object.field("severity", row.severity.rawValue)
            object.field("count", row.count)
            object.field("fixable", row.fixable)
          }
        }
      }
    }
    return writer.finish()
  }

  private static func rows(_ report: CheckReport) -> [Row] {
    var rows: [String: Row] = [:]
    for finding in report.findings {
      let key = "\(finding.rule) \(finding.severity.rawValue)"
      var row = rows[key] ?? Row(rule: finding.rule, severity: finding.severity)
      row.count += 1
      if finding.fixes.contains(where: { $0.safety == .safe && !$0.edits.isEmpty }) {
        row.fixable += 1
      }
      rows[key] = row
    }
    return rows.values.sorted { left, right in
      left.count != right.count
        ? left.count > right.count
        : left.rule != right.rule
          ? left.rule.precedes(right.rule) : left.severity > right.severity
    }
  }
}
