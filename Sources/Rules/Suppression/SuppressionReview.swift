package import Syntax

/// Takes out of the findings what the inputs accept, and says what they accept in vain.
package struct SuppressionReview {
  /// An accepted finding, and why.
  package struct Accepted: Sendable {
    package let finding: Finding
    package let reason: String
  }

  package private(set) var accepted: [Accepted] = []

  private var byFile: [FileID: [Entry]] = [:]

  /// A suppression, and which of its names accepted something.
  private struct Entry {
    let suppression: Suppression
    let isExpired: Bool
    var used: Set<Int> = []
  }

  /// Reads the suppressions of these files. `today` is asked for only where one has a last day.
  package init(files: [SourceFile], today: () -> CalendarDay) {
    for file in files {
      let suppressions = SuppressionScan.suppressions(in: file)
      guard !suppressions.isEmpty else { continue }
      byFile[file.id] = suppressions.sorted { $0.scope.rank < $1.scope.rank }.map {
        suppression in
        Entry(suppression: suppression, isExpired: suppression.isExpired(today: today))
      }
    }
  }

  /// Whether no input says anything.
  package var isEmpty: Bool { byFile.isEmpty }

  /// The findings that are not accepted.
  package mutating func filter(_ findings: [Finding], files: [SourceFile]) -> [Finding] {
    var maps: [FileID: LineMap] = [:]
    return findings.filter { finding in
      let id = finding.span.file
      guard let entries = byFile[id], files.indices.contains(Int(id.rawValue)) else { return true }
      let map = maps[id] ?? LineMap(files[Int(id.rawValue)].bytes)
      maps[id] = map
      let line = map.position(of: Int(finding.span.start)).line
      for (index, entry) in entries.enumerated()
      where !entry.isExpired && entry.suppression.covers(finding, line: line) {
        guard let name = entry.suppression.names.firstIndex(where: { $0.rule == finding.rule })
        else { continue }
        byFile[id]?[index].used.insert(name)
        accepted.append(Accepted(finding: finding, reason: entry.suppression.reason))
        return false
      }
      return true
    }
  }

  /// What suppressions there are in vain, or no longer. `wasAsked`: whether a rule was judged for
  /// the file; what was not asked for is not in vain.
  package func findings(
    profileGrade: (RuleAbout, FileID) -> Severity?, files: [SourceFile],
    wasAsked: (String, FileID) -> Bool
  ) -> [Finding] {
    var findings: [Finding] = []
    for (id, entries) in byFile where files.indices.contains(Int(id.rawValue)) {
      let file = files[Int(id.rawValue)]
      let map = LineMap(file.bytes)
      for entry in entries {
        let names = entry.suppression.names
        let idle = names.indices.filter { index in
          !entry.used.contains(index)
            && (wasAsked(names[index].rule, id) || Catalog.rule(named: names[index].rule) == nil)
        }
        if entry.isExpired {
          findings += finding(
            ExpiredSuppression.about, entry.suppression.expiryMessage, entry.suppression.span,
            entry.suppression.removal(of: Array(names.indices), in: file, map), id, profileGrade)
        } else if names.isEmpty || !idle.isEmpty {
          findings += finding(
            UnusedSuppression.about, entry.suppression.idleMessage(idle), entry.suppression.span,
            entry.suppression.removal(of: idle, in: file, map), id, profileGrade)
        }
      }
    }
    return findings
  }

  private func finding(
    _ about: RuleAbout, _ message: String, _ span: Span, _ edits: [TextEdit], _ id: FileID,
    _ grade: (RuleAbout, FileID) -> Severity?
  ) -> [Finding] {
    guard let severity = grade(about, id) else { return [] }
    let fix = Finding.FixEdits(title: "take it out", safety: .safe, edits: edits)
    return [
      Finding(
        rule: about.name, category: about.category, severity: severity, message: message,
        label: nil, notes: [], help: "take it out", cluster: nil, span: span, related: [],
        fixes: edits.isEmpty ? [] : [fix])
    ]
  }
}

extension Suppression {
  /// Whether a finding that begins on this line stands where the suppression holds.
  fileprivate func covers(_ finding: Finding, line: Int) -> Bool {
    switch scope {
    case .lines(let lines): lines.contains(line)
    case .object(let span): span.start <= finding.span.start && finding.span.end <= span.end
    case .file: true
    }
  }

  fileprivate func isExpired(today: () -> CalendarDay) -> Bool {
    switch limit {
    case .never: false
    case .until(let day): today() > day
    case .unreadable: true
    }
  }

  fileprivate var expiryMessage: String {
    switch limit {
    case .unreadable(let text): "until=\(text) is no day such as 2027-01-31, so nothing is accepted"
    case .until(let day): "this was accepted until \(day), and is no more"
    case .never: ""
    }
  }

  fileprivate func idleMessage(_ idle: [Int]) -> String {
    guard !names.isEmpty else { return "this names no rule, so nothing is accepted" }
    let unknown = idle.map { names[$0].rule }.filter { Catalog.rule(named: $0) == nil }
    if let first = unknown.first { return "there is no rule `\(first)` to accept" }
    let list = idle.map { names[$0].rule }.joined(separator: ", ")
    return "\(list) finds nothing here"
  }

  /// Edits that take names out of it, or all of it with its line where nothing is left there.
  fileprivate func removal(
    of idle: [Int], in file: SourceFile, _ map: LineMap
  ) -> [TextEdit] {
    guard isComment else { return [] }
    guard idle.count == names.count else { return idle.map { removal(of: $0, in: file) } }
    let line = map.position(of: Int(span.start)).line
    let range = map.range(ofLine: line)
    var start = Int(span.start)
    while start > range.lowerBound, file.bytes[start - 1] == 0x20 || file.bytes[start - 1] == 0x09 {
      start -= 1
    }
    guard start == range.lowerBound else {
      return [TextEdit(Span(file.id, start, range.upperBound), "")]
    }
    if line < map.lineCount {
      return [TextEdit(Span(file.id, start, map.lineStarts[line]), "")]
    }
    return [TextEdit(Span(file.id, start, range.upperBound), "")]
  }

  /// One name with the comma behind it, or before it where it is the last.
  private func removal(of index: Int, in file: SourceFile) -> TextEdit {
    let name = names[index].span
    if index + 1 < names.count {
      return TextEdit(Span(file.id, Int(name.start), Int(names[index + 1].span.start)), "")
    }
    let start = index > 0 ? Int(names[index - 1].span.end) : Int(name.start)
    return TextEdit(Span(file.id, start, Int(name.end)), "")
  }
}
