internal import Rules
internal import Syntax

/// The report as one page that needs nothing else: no script, no font, no picture.
package enum CheckHTML {
  /// The page as UTF-8.
  package static func render(_ report: CheckReport) -> [UInt8] {
    var body = "<h1>haplan check</h1>\n<p>\(XMLText.escaped(CheckText.summary(report)))</p>\n"
    if !report.clusters.isEmpty {
      body += "<h2>Clusters</h2>\n<dl>\n"
      for cluster in report.clusters {
        body += "<dt>\(XMLText.escaped(cluster.name))</dt>"
        body += "<dd>\(XMLText.escaped(cluster.verdict))</dd>\n"
      }
      body += "</dl>\n"
    }
    if !report.problems.isEmpty || !report.findings.isEmpty { body += "<h2>Findings</h2>\n" }
    return Array(HTMLPage.page(title: "haplan check", body: body + sections(of: report)).utf8)
  }

  /// Each problem and finding with its lines.
  static func sections(of report: CheckReport) -> String {
    (report.problems.problems.map { section($0, report.files) }
      + report.findings.map { section($0, report.files) }).joined()
  }

  private static func section(_ finding: Finding, _ files: FileTexts) -> String {
    var marks = [Snippet.Mark(span: finding.span, label: finding.label ?? "", isPrimary: true)]
    marks += finding.related.map {
      Snippet.Mark(span: $0.span, label: $0.message, isPrimary: false)
    }
    let notes = finding.notes.map { "<p>\(XMLText.escaped($0))</p>\n" }.joined()
    let help = finding.help.map { "<p><strong>Help:</strong> \(XMLText.escaped($0))</p>\n" } ?? ""
    let fixes = finding.fixes.map { fix in
      let lines = FixDiff.lines(fix.edits, files: files, theme: .plain, indent: "")
      let safety = fix.safety == .safe ? "" : " (\(fix.safety.rawValue))"
      return "<p><strong>Fix:</strong> \(XMLText.escaped(fix.title))\(safety)</p>\n" + pre(lines)
    }
    return section(
      finding.severity, finding.rule, finding.message, marks, files,
      notes + help + fixes.joined())
  }

  private static func section(_ problem: ProblemReport.Problem, _ files: FileTexts) -> String {
    guard let span = problem.problem.span else {
      return section(
        .error, "input-problem", problem.problem.message, [], files,
        "<p>\(XMLText.escaped(problem.path))</p>\n")
    }
    let mark = Snippet.Mark(span: span, label: "", isPrimary: true)
    return section(.error, "input-problem", problem.problem.message, [mark], files, "")
  }

  private static func section(
    _ severity: Severity, _ rule: String, _ message: String, _ marks: [Snippet.Mark],
    _ files: FileTexts, _ rest: String
  ) -> String {
    let lines =
      marks.isEmpty ? [] : Snippet.lines(marks, files: files, theme: .plain, role: .error)
    return """
      <section class="\(severity.rawValue)">
      <h3><span>\(severity.rawValue)</span> \(XMLText.escaped(message))</h3>
      <p><code>\(rule)</code></p>
      \(pre(lines))\(rest)</section>

      """
  }

  private static func pre(_ lines: [String]) -> String {
    lines.isEmpty ? "" : "<pre>\(lines.map(XMLText.escaped).joined(separator: "\n"))</pre>\n"
  }
}
