internal import Rules
internal import Syntax

/// The report for a pull request's comment or a job's summary.
package enum CheckMarkdown {
  /// The report as UTF-8: what each cluster survives, then the findings in a table.
  package static func render(_ report: CheckReport) -> [UInt8] {
    let escaped = TableMarkdown.escaped
    var lines = ["## haplan: \(summary(report))", ""]
    lines += report.clusters.map { "- **\(escaped($0.name))**: \(escaped($0.verdict))" }
    if !report.clusters.isEmpty { lines.append("") }
    if !report.problems.isEmpty || !report.findings.isEmpty {
      lines += ["| Severity | Rule | Place | Finding |", "|---|---|---|---|"]
      lines += report.problems.problems.map { problem in
        let place = problem.problem.span.map { report.files.place($0) } ?? problem.path
        return "| **error** | input-problem | \(escaped(place)) | "
          + "\(escaped(problem.problem.message)) |"
      }
      lines += report.findings.map { row($0, report.files) }
      lines.append("")
    }
    return Array(lines.dropLast().joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
  }

  private static func row(_ finding: Finding, _ files: FileTexts) -> String {
    let escaped = TableMarkdown.escaped
    let severity =
      finding.severity == .error ? "**error**" : finding.severity.rawValue
    let help = finding.help.map { "<br>" + escaped($0) } ?? ""
    return "| \(severity) | \(finding.rule) | \(escaped(files.place(finding.span))) | "
      + "\(escaped(finding.message))\(help) |"
  }

  private static func summary(_ report: CheckReport) -> String {
    CheckText.summary(report)
  }
}
