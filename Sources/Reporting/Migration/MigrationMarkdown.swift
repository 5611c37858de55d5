/// The page of `migrate` as a checklist for an issue or a runbook.
package enum MigrationMarkdown {
  /// The report as UTF-8.
  package static func render(_ report: MigrationReport) -> [UInt8] {
    let words = MigrationSentences(report: report)
    var blocks = ["# \(escaped(words.title))", escapedKeepingBold(words.verdict)]
    if let help = words.help { blocks.append(escaped(help)) }
    if !report.steps.isEmpty { blocks += page(report, words) }
    if !report.remarks.isEmpty {
      blocks.append(
        "## How it was read\n\n" + report.remarks.map { "- \(escaped($0))" }.joined(separator: "\n")
      )
    }
    if !report.unknowns.isEmpty {
      blocks.append(
        "## Not known\n\n" + report.unknowns.map { "- \(escaped($0))" }.joined(separator: "\n"))
    }
    return Array((blocks.joined(separator: "\n\n") + "\n").utf8)
  }

  private static func page(_ report: MigrationReport, _ words: MigrationSentences) -> [String] {
    var blocks = [escaped(words.runner)]
    if let proof = words.proof { blocks.append(escaped(proof)) }
    if let weakest = words.weakest { blocks.append("**\(escaped(weakest))**") }
    if let resume = report.resumeAt {
      blocks.append("**Go on with step \(resume).** \(escaped(report.liveRemark ?? ""))")
    }
    blocks.append(
      "## Go or no-go\n\n" + report.goNoGo.map { "- [ ] \(line($0))" }.joined(separator: "\n"))
    blocks.append(
      "## Freeze\n\n" + report.freeze.map { "- [ ] \(escaped($0))" }.joined(separator: "\n"))
    blocks.append("## Stop rule\n\n\(escaped(report.stopRule))")
    blocks.append("## Steps\n\n\(table(report))")
    blocks.append(
      "## Commands\n\nOnce, in the shell of all that follows:\n\n\(code(report.environment))")
    for (index, step) in report.steps.enumerated() where !words.isDone(index) {
      blocks += detail(step, index + 1)
    }
    blocks.append(
      "## Afterwards\n\n" + report.afterwards.map { "- [ ] \(escaped($0))" }.joined(separator: "\n")
    )
    return blocks
  }

  private static func table(_ report: MigrationReport) -> String {
    var lines = [
      "| Step | Then | Quorum | May fail meanwhile | May fail then | |",
      "|---|---|---|---|---|---|",
    ]
    for (index, step) in report.steps.enumerated() {
      let isChange = step.before != step.after
      let figures = isChange ? MigrationSentences.figures(step.after) : ""
      let quorum = isChange ? String(step.after.quorum) : ""
      let meanwhile = isChange ? MigrationSentences.margin(step.duringTolerates, []) : ""
      let then =
        isChange ? MigrationSentences.margin(step.after.tolerates, step.after.survives) : ""
      let mark = [
        step.isWeakest ? "**weakest**" : nil, step.isPointOfNoReturn ? "no way back" : nil,
      ]
      .compactMap(\.self).joined(separator: ", ")
      lines.append(
        "| \(index + 1). \(escaped(MigrationSentences.headline(step))) | \(figures) | \(quorum) | "
          + "\(meanwhile) | \(escaped(then)) | \(mark) |")
    }
    return lines.joined(separator: "\n")
  }

  private static func detail(
    _ step: MigrationReport.Step, _ number: Int
  ) -> [String] {
    var blocks = [
      "### \(number). \(escaped(MigrationSentences.headline(step)))",
      "- [ ] done. \(escaped(sentence(step.duringNote)))",
    ]
    if let course = MigrationSentences.course(step) { blocks.append(escaped(sentence(course))) }
    if !step.precheck.isEmpty {
      blocks.append(
        "First check:\n\n" + step.precheck.map { "- [ ] \(line($0))" }.joined(separator: "\n"))
    }
    if !step.run.isEmpty { blocks.append("Run:\n\n\(code(step.run))") }
    let typically = step.typically.isEmpty ? "" : " (typically \(step.typically))"
    blocks.append(escaped("Wait until \(step.waitUntil), \(step.timeout) at most\(typically)."))
    if !step.verify.isEmpty {
      blocks.append("Verify:\n\n" + step.verify.map { "- [ ] \(line($0))" }.joined(separator: "\n"))
    }
    blocks.append(escaped("If it fails: \(step.ifItFails)."))
    if !step.undo.isEmpty { blocks.append("Undo:\n\n\(code(step.undo))") }
    if step.isPointOfNoReturn { blocks.append("**No way back from here.**") }
    return blocks
  }

  private static func sentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return first.uppercased() + text.dropFirst() + "."
  }

  private static func line(_ check: MigrationReport.Check) -> String {
    guard let run = check.run else { return escaped(check.expect) }
    return "\(span(run)): \(escaped(check.expect))"
  }

  /// A code span that no backtick in it can end.
  private static func span(_ code: String) -> String {
    let text = Visible.text(code)
    let ticks = text.contains("`") ? "``" : "`"
    return "\(ticks)\(text)\(ticks)"
  }

  private static func code(_ lines: [String]) -> String {
    let text = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map { Visible.text(String($0)) }
    return "```sh\n\(text.joined(separator: "\n"))\n```"
  }

  private static func escapedKeepingBold(_ text: String) -> String {
    text.split(separator: "**", omittingEmptySubsequences: false).map { escaped(String($0)) }
      .joined(separator: "**")
  }

  /// Text that nothing in it turns into markup, but for code between backticks, where these are
  /// paired.
  private static func escaped(_ text: String) -> String {
    let pieces = Visible.text(text).split(separator: "`", omittingEmptySubsequences: false)
    guard pieces.count % 2 == 1 else { return pieces.map { plain($0) }.joined(separator: "\\`") }
    return pieces.enumerated().map { $0 % 2 == 0 ? plain($1) : String($1) }.joined(separator: "`")
  }

  private static func plain(_ text: Substring) -> String {
    text.map { "\\*_[]<>|".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
