internal import Rules

/// What changed, for a comment on a pull request.
package enum DiffMarkdown {
  /// The report as UTF-8.
  package static func render(_ report: DiffReport) -> [UInt8] {
    var lines = ["## haplan: \(report.summary)"]
    for entry in report.entries where !entry.isSilent { lines += [""] + block(entry) }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func block(_ entry: DiffReport.Entry) -> [String] {
    let escaped = TableMarkdown.escaped
    let change = entry.change == .added ? " (new)" : entry.change == .removed ? " (gone)" : ""
    var lines = ["### \(escaped(entry.name))\(change)", ""]
    if entry.verdictBefore != entry.verdictAfter {
      lines += [entry.verdictBefore.map { "Before: \(escaped($0))  " }].compactMap { $0 }
      lines += [entry.verdictAfter.map { "After: \(escaped($0))" }, ""].compactMap { $0 }
    }
    if !entry.facts.isEmpty {
      lines += ["| | Before | After | |", "|---|---|---|---|"]
      lines += entry.folded.map { fact in
        let word = fact.direction == .worse ? "**worse**" : fact.direction.rawValue
        return "| \(escaped(fact.title)) | \(escaped(fact.before)) | \(escaped(fact.after)) | "
          + "\(word) |"
      }
      lines.append("")
    }
    lines += list("New", entry.fresh) + list("Gone", entry.gone)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func list(_ title: String, _ remarks: [DiffReport.Remark]) -> [String] {
    let escaped = TableMarkdown.escaped
    guard !remarks.isEmpty else { return [] }
    return ["\(title):", ""]
      + remarks.map { remark in
        "- \(remark.severity.rawValue) \(remark.rule), \(escaped(remark.place)): "
          + escaped(remark.message)
      } + [""]
  }
}
