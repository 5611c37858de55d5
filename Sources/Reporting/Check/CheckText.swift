internal import Rules
internal import Syntax

/// Findings as rustc shows them, then what each cluster survives.
package enum CheckText {
  /// The whole report. Quiet: findings alone.
  package static func render(_ report: CheckReport, theme: Theme, isQuiet: Bool) -> [UInt8] {
    var blocks = report.problems.problems.map { block($0, report.files, theme) }
    blocks += report.findings.map { block($0, report.files, theme) }
    var text = blocks.reduce(into: "") { $0 += $1 + "\n" }
    if !isQuiet {
      for cluster in report.clusters {
        text +=
          "\(theme.paint(Visible.text(cluster.name), .strong)): \(Visible.text(cluster.verdict))\n"
      }
      text += summary(report) + "\n"
    }
    return Array(text.utf8)
  }

  /// The problems alone, for commands that have no findings.
  package static func renderProblems(of report: ProblemReport) -> [UInt8] {
    Array(report.problems.map { block($0, report.files, .plain) }.joined(separator: "\n").utf8)
  }

  private static func block(_ finding: Finding, _ files: FileTexts, _ theme: Theme) -> String {
    let role = theme.role(of: finding.severity)
    let title = theme.paint("\(finding.severity.rawValue)[\(finding.rule)]", role)
    var lines = ["\(title): \(theme.paint(Visible.text(finding.message), .strong))"]
    var marks = [Snippet.Mark(span: finding.span, label: finding.label ?? "", isPrimary: true)]
    marks += finding.related.map {
      Snippet.Mark(span: $0.span, label: $0.message, isPrimary: false)
    }
    lines += Snippet.lines(marks, files: files, theme: theme, role: role)
    lines += finding.notes.map { "  = note: \(Visible.text($0))" }
    if let help = finding.help {
      lines.append("\(theme.paint("help", .help)): \(Visible.text(help))")
    }
    for fix in finding.fixes { lines += describe(fix, files, theme) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `fix: title`, and for an edit within one line what it makes of the line.
  private static func describe(
    _ fix: Finding.FixEdits, _ files: FileTexts, _ theme: Theme
  ) -> [String] {
    let safety = fix.safety == .safe ? "" : " (\(fix.safety.rawValue))"
    var lines = ["\(theme.paint("fix", .help)): \(Visible.text(fix.title))\(safety)"]
    guard fix.edits.count == 1, let edit = fix.edits.first, let file = files.file(edit.span.file)
    else { return lines }
    let map = files.lines(edit.span.file)
    let line = map.range(ofLine: map.position(of: Int(edit.span.start)).line)
    guard Int(edit.span.end) <= line.upperBound, !edit.replacement.contains("\n"),
      line.count <= DisplayLine.widest
    else { return lines }
    let before = file.text(line.lowerBound..<Int(edit.span.start))
    let after = file.text(Int(edit.span.end)..<line.upperBound)
    let old = DisplayLine(file.bytes[line], start: 0, focus: 0).text
    let new = DisplayLine(Array((before + edit.replacement + after).utf8)[...], start: 0, focus: 0)
    lines.append("  \(theme.paint("- " + old, .error))")
    lines.append("  \(theme.paint("+ " + new.text, .fix))")
    return lines
  }

  private static func block(
    _ problem: ProblemReport.Problem, _ files: FileTexts, _ theme: Theme
  ) -> String {
    let title = theme.paint("error[input-problem]", .error)
    let message = theme.paint(Visible.text(problem.problem.message), .strong)
    guard let span = problem.problem.span else {
      return "\(title): \(Visible.path(problem.path)): \(message)\n"
    }
    var marks = [Snippet.Mark(span: span, label: "", isPrimary: true)]
    marks += problem.problem.related.map {
      Snippet.Mark(span: $0.span, label: $0.message, isPrimary: false)
    }
    let lines =
      ["\(title): \(message)"]
      + Snippet.lines(marks, files: files, theme: theme, role: .error)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func summary(_ report: CheckReport) -> String {
    let problems = report.problems.problems.count
    var counts: [String] = []
    if problems > 0 { counts.append(counted(problems, "problem")) }
    for severity in [Severity.error, .warning, .note] {
      let count = report.count(severity)
      if count > 0 { counts.append(counted(count, severity.rawValue)) }
    }
    let what = counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
    return "\(what) in \(counted(report.fileCount, "file"))"
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
