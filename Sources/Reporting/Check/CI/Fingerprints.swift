package import Rules
internal import Syntax

/// Names for findings that stay the same when lines above them come and go, and differ between two
/// findings of one report.
package struct Fingerprints {
  private let files: FileTexts
  private let root: SourceRoot
  private var seen: [String: Int] = [:]

  package init(_ files: FileTexts, root: SourceRoot) {
    self.files = files
    self.root = root
  }

  /// 32 hexadecimal digits from the rule, the file, the message and the text of the line; the
  /// second such finding of a report, in its order, differs from the first.
  package mutating func fingerprint(of finding: Finding) -> String {
    let path = files.file(finding.span.file)?.path ?? ""
    let line = files.lines(finding.span.file).position(of: Int(finding.span.start)).line
    let range = files.lines(finding.span.file).range(ofLine: line)
    let text = files.file(finding.span.file)?.text(range) ?? ""
    let blanks: Set<Character> = [" ", "\t"]
    let content = [
      finding.rule, root.relative(path) ?? path, finding.cluster ?? "", finding.message,
      String(text.filter { !blanks.contains($0) }),
    ].joined(separator: "\u{0}")
    return distinct(content)
  }

  /// The same for a problem.
  mutating func fingerprint(of problem: ProblemReport.Problem) -> String {
    let path = root.relative(problem.path) ?? problem.path
    return distinct(["input-problem", path, problem.problem.message].joined(separator: "\u{0}"))
  }

  private mutating func distinct(_ content: String) -> String {
    let number = seen[content, default: 0]
    seen[content] = number + 1
    return Self.hash(number == 0 ? content : "\(content)\u{0}\(number)")
  }

  /// FNV-1a (draft-eastlake-fnv), twice with 64 bits: names, not secrets.
  static func hash(_ text: String) -> String {
    var first: UInt64 = 0xCBF2_9CE4_8422_2325
    var second: UInt64 = 0x9AE1_6A3B_2F90_404F
    for byte in text.utf8 {
      first = (first ^ UInt64(byte)) &* 0x100_0000_01B3
      second = (second ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return hex(first) + hex(second ^ (first >> 29))
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
