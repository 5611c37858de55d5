internal import Rules

/// What changed, for a terminal.
package enum DiffText {
  /// The report as UTF-8.
  package static func render(_ report: DiffReport, theme: Theme) -> [UInt8] {
    var lines: [String] = []
    for entry in report.entries where !entry.isSilent {
      lines += block(entry, theme) + [""]
    }
    lines.append(report.summary)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func block(_ entry: DiffReport.Entry, _ theme: Theme) -> [String] {
    var lines = ["\(theme.paint(Visible.text(entry.name), .strong))\(change(entry))"]
    if entry.verdictBefore != entry.verdictAfter {
      if let verdict = entry.verdictBefore { lines.append("  before: \(Visible.text(verdict))") }
      if let verdict = entry.verdictAfter { lines.append("  after:  \(Visible.text(verdict))") }
    }
    for fact in entry.folded {
      let role: Theme.Role =
        fact.direction == .worse ? .error : fact.direction == .better ? .fix : .note
      let word = fact.direction.rawValue
      let blanks = String(repeating: " ", count: 8 - word.utf8.count)
      lines.append(
        "  \(theme.paint(word, role))\(blanks)\(fact.title): "
          + Visible.text("\(fact.before) → \(fact.after)"))
    }
    lines += entry.fresh.map { "  \(theme.paint("new", .error))     \(remark($0))" }
    lines += entry.gone.map { "  \(theme.paint("gone", .fix))    \(remark($0))" }
    return lines
  }

  private static func change(_ entry: DiffReport.Entry) -> String {
    switch entry.change {
    case .added: " (new)"
    case .removed: " (gone)"
    case .same, .changed: ""
    }
  }

  private static func remark(_ remark: DiffReport.Remark) -> String {
    Visible.text(
      "\(remark.severity.rawValue)[\(remark.rule)] \(remark.place): \(remark.message)")
  }
}
