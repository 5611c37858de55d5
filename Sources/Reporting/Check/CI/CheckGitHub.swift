internal import Rules
internal import Syntax

/// Annotations as GitHub's runner takes them from a step's log.
package enum CheckGitHub {
  /// Annotations of one kind that GitHub shows of a step; the rest it drops
  /// (actions/toolkit, docs/problem-matchers.md, "Limitations").
  static let mostOfAKind = 10

  /// The report as UTF-8: errors first, then warnings and notes. What GitHub would not show stands
  /// in the log as plain lines behind them.
  package static func render(_ report: CheckReport, root: SourceRoot) -> [UInt8] {
    var lines: [String] = []
    var hidden: [String] = []
    let problems = report.problems.problems.map { problem in
      (annotation(of: problem, report.files, root), concise(problem, report.files))
    }
    for severity in [Severity.error, .warning, .note] {
      let findings = report.findings.filter { $0.severity == severity }.map { finding in
        (annotation(of: finding, report.files, root), concise(finding, report.files))
      }
      let all = (severity == .error ? problems : []) + findings
      lines += all.prefix(mostOfAKind).map(\.0)
      hidden += all.dropFirst(mostOfAKind).map(\.1)
    }
    if !hidden.isEmpty {
      lines.append("\(hidden.count) more, which GitHub would not show as annotations:")
      lines += hidden
    }
    return lines.reduce(into: []) { $0 += Array(($1 + "\n").utf8) }
  }

  private static func annotation(
    of finding: Finding, _ files: FileTexts, _ root: SourceRoot
  ) -> String {
    let kind = finding.severity == .note ? "notice" : finding.severity.rawValue
    let path = files.file(finding.span.file)?.path ?? ""
    var message = finding.message
    if let help = finding.help { message += "\n\(help)" }
    return command(
      kind, path, place(of: finding.span, files), title: finding.rule, message, root)
  }

  private static func annotation(
    of problem: ProblemReport.Problem, _ files: FileTexts, _ root: SourceRoot
  ) -> String {
    command(
      "error", problem.path, problem.problem.span.map { place(of: $0, files) } ?? [],
      title: "input-problem", problem.problem.message, root)
  }

  /// Columns count only within one line.
  private static func place(of span: Span, _ files: FileTexts) -> [(String, Int)] {
    let start = files.lines(span.file).position(of: Int(span.start))
    let end = files.lines(span.file).position(of: Int(span.end))
    let lines = [("line", start.line), ("endLine", end.line)]
    return start.line == end.line
      ? lines + [("col", start.column), ("endColumn", end.column)] : lines
  }

  private static func command(
    _ kind: String, _ path: String, _ place: [(String, Int)], title: String, _ message: String,
    _ root: SourceRoot
  ) -> String {
    let properties =
      ["file=\(property(root.relative(path) ?? path))"] + place.map { "\($0)=\($1)" }
      + ["title=\(property(title))"]
    return "::\(kind) \(properties.joined(separator: ","))::\(data(message))"
  }

  /// As actions/toolkit, packages/core/src/command.ts has it.
  private static func data(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Visible.text(replacing(String($0), ["%": "%25"])) }.joined(separator: "%0A")
  }

  private static func property(_ text: String) -> String {
    replacing(Visible.text(text), ["%": "%25", ":": "%3A", ",": "%2C"])
  }

  private static func replacing(_ text: String, _ table: [Unicode.Scalar: String]) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let escape = table[scalar] {
        result += escape
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func concise(_ finding: Finding, _ files: FileTexts) -> String {
    Visible.text(
      "\(files.place(finding.span)): \(finding.severity.rawValue)[\(finding.rule)] "
        + finding.message)
  }

  private static func concise(_ problem: ProblemReport.Problem, _ files: FileTexts) -> String {
    let place = problem.problem.span.map { files.place($0) } ?? problem.path
    return Visible.text("\(place): error[input-problem] \(problem.problem.message)")
  }
}
