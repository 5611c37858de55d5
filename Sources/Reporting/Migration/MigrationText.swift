/// The page of `migrate` for a terminal.
package enum MigrationText {
  /// The report as UTF-8.
  package static func render(_ report: MigrationReport, theme: Theme) -> [UInt8] {
    let words = MigrationSentences(report: report)
    var lines = [theme.paint(visible(words.title), .strong)]
    lines.append(visible(words.verdict.replacing("**", with: "")))
    if let help = words.help { lines.append(visible(help)) }
    if !report.steps.isEmpty { lines += page(report, words, theme) }
    lines += notes("How it was read", report.remarks, theme)
    lines += notes("Not known", report.unknowns, theme)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// The same without colours, to stand below another page.
  package static func below(_ report: MigrationReport) -> [UInt8] {
    [0x0A] + render(report, theme: .plain)
  }

  private static func page(
    _ report: MigrationReport, _ words: MigrationSentences, _ theme: Theme
  ) -> [String] {
    var lines = [visible(words.runner)]
    if let proof = words.proof { lines.append(proof) }
    if let weakest = words.weakest { lines.append(theme.paint(visible(weakest), .warning)) }
    if let resume = report.resumeAt {
      lines += [
        "", theme.paint("Go on with step \(resume)", .strong),
        visible("  \(report.liveRemark ?? "")"),
      ]
    }
    lines += ["", theme.paint("Go or no-go: all of these, or do not begin", .strong)]
    lines += report.goNoGo.flatMap { check($0, mark: "[ ] ") }
    lines += ["", theme.paint("Freeze: switch off until the end", .strong)]
    lines += report.freeze.map { visible("  [ ] \($0)") }
    lines += ["", theme.paint("Stop rule", .strong), visible("  \(report.stopRule)")]
    lines += ["", theme.paint("Steps", .strong)] + table(report, words, theme)
    lines += [
      "", theme.paint("Commands", .strong), "", "  Once, in the shell of all that follows:",
    ]
    lines += report.environment.flatMap { code($0, "    ") }
    for (index, step) in report.steps.enumerated() where !words.isDone(index) {
      lines += [""] + detail(step, index + 1, theme)
    }
    lines += ["", theme.paint("Afterwards", .strong)]
    lines += report.afterwards.map { visible("  [ ] \($0)") }
    return lines
  }

  private static func notes(_ title: String, _ notes: [String], _ theme: Theme) -> [String] {
    guard !notes.isEmpty else { return [] }
    return ["", theme.paint(title, .strong)] + notes.map { visible("  - \($0)") }
  }

  // MARK: The list

  private static func table(
    _ report: MigrationReport, _ words: MigrationSentences, _ theme: Theme
  ) -> [String] {
    var rows = [["", "", "step", "then", "quorum", "may fail then", ""]]
    for (index, step) in report.steps.enumerated() {
      let isChange = step.before != step.after
      rows.append([
        words.isDone(index) ? "[x]" : "[ ]", String(index + 1), MigrationSentences.headline(step),
        isChange ? MigrationSentences.figures(step.after) : "",
        isChange ? String(step.after.quorum) : "",
        isChange ? MigrationSentences.margin(step.after.tolerates, step.after.survives) : "",
        mark(step),
      ])
    }
    let widths = rows[0].indices.map { column in
      rows.map { DisplayWidth.of(Visible.text($0[column])) }.max() ?? 0
    }
    return rows.enumerated().map { number, row in
      let cells = zip(row, widths).map { text, width in
        let text = Visible.text(text)
        return text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
      }
      var line = "  " + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return number > 0 && report.steps[number - 1].isWeakest ? theme.paint(line, .warning) : line
    }
  }

  private static func mark(_ step: MigrationReport.Step) -> String {
    var marks: [String] = []
    if step.isWeakest { marks.append("weakest") }
    if step.duringTolerates < min(step.before.tolerates, step.after.tolerates) {
      marks.append(
        step.duringTolerates < 0
          ? "no quorum meanwhile" : "\(step.duringTolerates) may fail meanwhile")
    }
    if step.isPointOfNoReturn { marks.append("no way back") }
    return marks.joined(separator: ", ")
  }

  // MARK: One step

  private static func detail(
    _ step: MigrationReport.Step, _ number: Int, _ theme: Theme
  ) -> [String] {
    var lines = [theme.paint(visible("  \(number). \(MigrationSentences.headline(step))"), .strong)]
    if !step.duringNote.isEmpty { lines.append(visible("     \(step.duringNote)")) }
    if let course = MigrationSentences.course(step) { lines.append(visible("     \(course)")) }
    if !step.precheck.isEmpty {
      lines.append("     first check")
      lines += step.precheck.flatMap { check($0, indent: "       ") }
    }
    if !step.run.isEmpty {
      lines.append("     run")
      lines += step.run.flatMap { code($0, "       ") }
    }
    if !step.waitUntil.isEmpty {
      let typically = step.typically.isEmpty ? "" : " (typically \(step.typically))"
      lines.append(
        visible("     wait until \(step.waitUntil), \(step.timeout) at most\(typically)"))
    }
    if !step.verify.isEmpty {
      lines.append("     verify")
      lines += step.verify.flatMap { check($0, indent: "       ") }
    }
    if !step.ifItFails.isEmpty { lines.append(visible("     if it fails: \(step.ifItFails)")) }
    if !step.undo.isEmpty {
      lines.append("     undo")
      lines += step.undo.flatMap { code($0, "       ") }
    }
    if step.isPointOfNoReturn { lines.append(theme.paint("     no way back from here", .warning)) }
    return lines
  }

  private static func check(
    _ check: MigrationReport.Check, mark: String = "", indent: String = "  "
  ) -> [String] {
    guard let run = check.run else { return [visible("\(indent)\(mark)\(check.expect)")] }
    let blank = String(repeating: " ", count: mark.count)
    return [visible("\(indent)\(mark)\(run)"), visible("\(indent)\(blank)  => \(check.expect)")]
  }

  /// Lines of a command; what stands between quotes or in a here-document keeps its own beginning.
  private static func code(_ text: String, _ indent: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1 else { return [visible(indent + text)] }
    return [visible(indent + lines[0])] + lines.dropFirst().map { visible(String($0)) }
  }

  private static func visible(_ text: String) -> String { Visible.text(text) }
}
