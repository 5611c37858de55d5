internal import Reporting
internal import Rules
internal import Syntax

/// Accepts the findings of a run where they stand, by comments above their lines.
package struct IgnoreWriter {
  /// What became of it, as `Mending` has it: `skipped` are the findings that no comment can accept.
  package static func accept(
    _ list: InputList, options: Options, reason: String,
    refusal: @escaping (String) -> String?
  ) -> Mending {
    let reading = Reading.read(list, options: options)
    let report = Checking.report(of: reading, options: options)
    var mending = Mending(reading: reading, report: report)
    let writer = IgnoreWriter(list: list, options: options, reason: reason, before: mending)
    writer.run(&mending, refusal)
    return mending
  }

  /// How many comments are tried one by one where not all of a file can stand.
  static let mostTrials = 64

  private let list: InputList
  private let options: Options
  private let reason: String
  private let before: Mending

  private func run(_ mending: inout Mending, _ refusal: (String) -> String?) {
    var texts: [String: [UInt8]] = [:]
    var refused: [String: String] = [:]
    // What is said of suppressions is never accepted by one.
    let findings = before.report.findings.filter { $0.category != .suppression }
    for (id, own) in Dictionary(grouping: findings, by: \.span.file) {
      guard let file = before.reading.file(id) else { continue }
      if let reason = refusal(file.path) {
        refused[file.path] = reason
      } else {
        texts[file.path] = accepting(own, in: file)
      }
    }
    mending.reading = Reading.read(list.with(texts), options: options, texts: texts)
    mending.report = Checking.report(of: mending.reading, options: options)
    mending.changes = texts.sorted { ByteSearch.isOrdered($0.key, $1.key) }.map {
      .init(path: $0.key, before: before.reading.text(ofInput: $0.key) ?? [], after: $0.value)
    }
    let left = mending.report.findings.filter { $0.category != .suppression }
    mending.skipped = left.map { finding in
      let path = mending.reading.file(finding.span.file)?.path ?? ""
      var entry = entry(
        finding, path, mending.report, refused[path] ?? "no comment can be written there")
      entry.isRefused = refused[path] != nil
      return entry
    }
    var stays: [String: Int] = [:]
    for entry in mending.skipped { stays["\(entry.path) \(entry.rule)", default: 0] += 1 }
    mending.applied = findings.compactMap { finding in
      let path = before.reading.file(finding.span.file)?.path ?? ""
      if let count = stays["\(path) \(finding.rule)"], count > 0 {
        stays["\(path) \(finding.rule)"] = count - 1
        return nil
      }
      return entry(finding, path, before.report, nil)
    }
  }

  /// The file with comments that accept these findings, or as many of them as can be; `nil` where
  /// that is none: a comment may stand where none can, as inside a block of text.
  private func accepting(_ findings: [Finding], in file: SourceFile) -> [UInt8]? {
    guard !SuppressionScan.isJSON(file) else { return nil }
    let all = commented(file, findings)
    if accepts(all, findings.count, in: file) { return all }
    var kept: [Finding] = []
    for finding in findings.prefix(Self.mostTrials) {
      let more = kept + [finding]
      if accepts(commented(file, more), more.count, in: file) { kept = more }
    }
    return kept.isEmpty ? nil : commented(file, kept)
  }

  /// Whether so many findings of the file are gone, and nothing new is there.
  private func accepts(_ text: [UInt8], _ count: Int, in file: SourceFile) -> Bool {
    let texts = [file.path: text]
    let reading = Reading.read(list.with(texts), options: options, texts: texts)
    let report = Checking.report(of: reading, options: options)
    return report.problems.problems.count <= before.report.problems.problems.count
      && report.findings.count == before.report.findings.count - count
  }

  private func entry(
    _ finding: Finding, _ path: String, _ report: CheckReport, _ reason: String?
  ) -> Mending.Entry {
    Mending.Entry(
      place: report.files.place(finding.span), path: path, rule: finding.rule, title: "accept",
      safety: .safe, reason: reason)
  }

  /// The file with a comment above each line where findings begin, at the line's own indentation;
  /// above a command that goes on over several lines, where it begins.
  private func commented(_ file: SourceFile, _ findings: [Finding]) -> [UInt8] {
    let map = LineMap(file.bytes)
    var rulesByLine: [Int: Set<String>] = [:]
    for finding in findings {
      var line = map.position(of: Int(finding.span.start)).line
      while line > 1, file.bytes[map.range(ofLine: line - 1)].last == UInt8(ascii: "\\") {
        line -= 1
      }
      rulesByLine[line, default: []].insert(finding.rule)
    }
    var bytes = file.bytes
    for (line, rules) in rulesByLine.sorted(by: { $0.key > $1.key }) {
      let range = map.range(ofLine: line)
      let indent = file.bytes[range].prefix { $0 == 0x20 || $0 == 0x09 }
      let next = map.lineStarts.indices.contains(line) ? map.lineStarts[line] : range.upperBound
      let isPair = file.bytes[range.upperBound..<next].count == 2
      let tail = reason.isEmpty ? "" : " \(reason)"
      let names = rules.sorted().joined(separator: ", ")
      let comment = Array("# haplan: ignore[\(names)]\(tail)\(isPair ? "\r" : "")\n".utf8)
      bytes.insert(contentsOf: indent + comment, at: range.lowerBound)
    }
    return bytes
  }
}
