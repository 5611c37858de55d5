internal import Rules
internal import Syntax

/// The XML of Checkstyle, which Jenkins, reviewdog and others read.
package enum CheckCheckstyle {
  /// The report as UTF-8: a `file` for each path, an `error` for each finding and problem.
  package static func render(_ report: CheckReport) -> [UInt8] {
    var byPath: [String: [String]] = [:]
    for problem in report.problems.problems {
      let place = problem.problem.span.map {
        report.files.lines($0.file).position(of: Int($0.start))
      }
      byPath[problem.path, default: []].append(
        entry(
          line: place?.line ?? 1, column: place?.column ?? 1, severity: "error",
          message: problem.problem.message, rule: "input-problem"))
    }
    for finding in report.findings {
      let place = report.files.lines(finding.span.file).position(of: Int(finding.span.start))
      let path = report.files.file(finding.span.file)?.path ?? ""
      byPath[path, default: []].append(
        entry(
          line: place.line, column: place.column,
          severity: finding.severity == .note ? "info" : finding.severity.rawValue,
          message: finding.message, rule: finding.rule))
    }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<checkstyle version=\"4.3\">"]
    for (path, entries) in byPath.sorted(by: { $0.key.precedes($1.key) }) {
      lines.append("  <file name=\"\(XMLText.escaped(path))\">")
      lines += entries
      lines.append("  </file>")
    }
    lines.append("</checkstyle>\n")
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func entry(
    line: Int, column: Int, severity: String, message: String, rule: String
  ) -> String {
    "    <error line=\"\(line)\" column=\"\(column)\" severity=\"\(severity)\" "
      + "message=\"\(XMLText.escaped(message))\" source=\"haplan.\(rule)\"/>"
  }
}
