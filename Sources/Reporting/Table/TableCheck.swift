internal import FaultTolerance

/// Compares a table that was written earlier with what holds now.
package enum TableCheck {
  /// Differences that are said at most.
  private static let mostRemarks = 8

  /// Why the text no longer holds, a line for each difference; empty where it does. The text is a
  /// document with the Markdown or HTML of one table for each cluster, among whatever else; or one
  /// JSON report.
  package static func differences(in text: String, _ report: TableReport) -> [String] {
    if text.first(where: { !$0.isWhitespace }) == "{" {
      let now = String(decoding: TableJSON.render(report), as: UTF8.self)
      return shortened(
        difference(was: factLines(ofJSON: text), now: factLines(ofJSON: now), "the report"))
    }
    let blocks = blocks(of: text)
    guard !blocks.isEmpty else { return ["no haplan table with its facts is in it"] }
    var remarks: [String] = []
    var left = blocks
    for facts in report.clusters.map({ TableFacts($0) }) {
      let name = facts.lines.first ?? ""
      guard let index = left.firstIndex(where: { $0.facts.lines.first == name }) else {
        remarks.append("\(name) has no table in it")
        continue
      }
      let block = left.remove(at: index)
      remarks += difference(was: block.facts.lines, now: facts.lines, name)
      if block.figures != block.sum {
        remarks.append("\(name): figures of its table were changed by hand")
      }
    }
    remarks += left.map { "\($0.facts.lines.first ?? "") is not among the inputs" }
    return shortened(remarks)
  }

  private struct Block {
    let facts: TableFacts
    /// As the comment says, and as the text has it.
    let figures: Substring
    let sum: String
  }

  /// Each table with the comments around it.
  private static func blocks(of text: String) -> [Block] {
    var blocks: [Block] = []
    var visible: [Substring] = []
    var facts: [String]?
    var figures: Substring = ""
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let trimmed = line.drop { $0 == " " }
      if trimmed.hasPrefix(TableFacts.start) {
        visible = []
      } else if trimmed.hasPrefix(TableFacts.opening) {
        facts = []
        figures = trimmed.dropFirst(TableFacts.opening.count + 1)
      } else if let known = facts, trimmed.hasPrefix(TableFacts.closing) {
        let sum = Figures.sum(of: visible.joined(separator: "\n"))
        blocks.append(Block(facts: TableFacts(lines: known), figures: figures, sum: sum))
        facts = nil
      } else if facts != nil {
        facts?.append(String(trimmed))
      } else {
        visible.append(line)
      }
    }
    return blocks
  }

  /// The lines of a report in JSON without those whose value is wording.
  private static func factLines(ofJSON text: String) -> [String] {
    let wording = ["\"verdict\":", "\"message\":", "\"reason\":", "\"formatVersion\":"]
    return text.split(whereSeparator: \.isNewline).map { String($0.drop { $0 == " " }) }
      .filter { line in !wording.contains { line.hasPrefix($0) } }
  }

  private static func difference(was: [String], now: [String], _ name: String) -> [String] {
    guard was != now else { return [] }
    let (old, new) = (Set(was), Set(now))
    let gone = was.filter { !new.contains($0) }
    let come = now.filter { !old.contains($0) }
    guard !gone.isEmpty || !come.isEmpty else { return ["\(name): the order differs"] }
    return gone.map { "\(name), no longer: \($0)" } + come.map { "\(name), now: \($0)" }
  }

  private static func shortened(_ remarks: [String]) -> [String] {
    guard remarks.count > mostRemarks else { return remarks }
    return remarks.prefix(mostRemarks) + ["and \(remarks.count - mostRemarks) more"]
  }
}
