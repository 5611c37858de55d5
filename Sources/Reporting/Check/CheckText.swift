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
    lines += finding.notes.map { note in
      "  \(theme.paint("=", .place)) \(theme.paint("note", .strong)): \(Visible.text(note))"
    }
    if let help = finding.help {
      lines.append("\(theme.paint("help", .help)): \(Visible.text(help))")
    }
    for fix in finding.fixes { lines += describe(fix, files, theme) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `fix: title`, how sure it is where it is not safe, and what it makes of the lines.
  private static func describe(
    _ fix: Finding.FixEdits, _ files: FileTexts, _ theme: Theme
  ) -> [String] {
    let safety = fix.safety == .safe ? "" : " (\(fix.safety.rawValue))"
    return ["\(theme.paint("fix", .help)): \(Visible.text(fix.title))\(safety)"]
      + FixDiff.lines(fix.edits, files: files, theme: theme)
  }

  private static func block(
    _ problem: ProblemReport.Problem, _ files: FileTexts, _ theme: Theme
  ) -> String {
    let title = theme.paint("error[input-problem]", .error)
    let message = theme.paint(Visible.text(problem.problem.message), .strong)
    guard let span = problem.problem.span else {
      let arrow = theme.paint("-->", .place)
      return "\(title): \(message)\n  \(arrow) \(Visible.path(problem.path))\n"
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

  /// `1 error, 2 warnings, 0 notes in 3 files`, or `no findings in 1 file`.
  static func summary(_ report: CheckReport) -> String {
    let problems = report.problems.problems.count
    var text = problems > 0 ? Wording.counted(problems, "problem") + ", " : ""
    if report.findings.isEmpty {
      text += "no findings"
    } else {
      text += Wording.counted(report.count(.error), "error")
      text += ", " + Wording.counted(report.count(.warning), "warning")
      text += ", " + Wording.counted(report.count(.note), "note")
    }
    return text + " in " + Wording.counted(report.fileCount, "file")
  }
}
