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
    for problem in report.problems.problems { body += section(problem, report.files) }
    for finding in report.findings { body += section(finding, report.files) }
    return Array(page(body).utf8)
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

  private static func page(_ body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>haplan check</title>
    <style>
    :root { color-scheme: light dark; }
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    section { border-left: .3rem solid #6b7280; margin: 1.5rem 0; padding-left: 1rem; }
    section.error { border-color: #b91c1c; }
    section.warning { border-color: #b45309; }
    h3 { margin-bottom: 0; }
    h3 span { text-transform: uppercase; font-size: .75em; letter-spacing: .05em; }
    pre { overflow-x: auto; padding: .75rem; border: 1px solid #8888; }
    dt { font-weight: bold; }
    @media print { section { break-inside: avoid; } }
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }
}
