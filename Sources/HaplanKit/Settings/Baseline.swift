internal import ClusterFormats
package import Reporting
internal import Rules
internal import Syntax

/// Findings that a team has accepted for now, in a file of their own: who answers for each, and
/// until when.
package struct Baseline: Sendable {
  /// One accepted finding.
  struct Entry: Sendable, Hashable {
    let rule: String
    let path: String
    let message: String
    let fingerprint: String
    var owner: String?
    var expires: String?
    var reason: String?
  }

  /// More bytes are no baseline.
  static let mostBytes = 1 << 26

  static let shape = Shape.object(
    "Findings that are accepted for now.",
    [
      .init("formatVersion", .choice(["1"]), isRequired: true, "The version of this format."),
      .init("accepted", .list(of: entry), isRequired: true, "The findings."),
    ])

  private static let entry = Shape.object(
    "An accepted finding.",
    [
      .init("rule", .text(example: "etcd-two-members"), isRequired: true, "The rule."),
      .init("path", .text(example: "cluster.yaml"), isRequired: true, "For people."),
      .init("message", .text(example: ""), isRequired: true, "For people."),
      .init("fingerprint", .text(example: ""), isRequired: true, "What tells findings apart."),
      .init("owner", .nullable(.text(example: "team-x")), "Who answers for it."),
      .init("expires", .nullable(.text(example: "2027-01-31")), "The last day it is accepted."),
      .init("reason", .nullable(.text(example: "")), "Why."),
    ])

  private(set) var entries: [Entry] = []

  package init() {}

  // MARK: Reading

  /// The baseline of a file, or what is wrong with it.
  package static func read(
    _ path: String
  ) -> (baseline: Baseline?, fault: ConfigurationFinder.Fault?) {
    var file = SourceFile(id: FileID(0), path: path, bytes: [])
    var problems: [InputProblem] = []
    do throws(System.Failure) {
      let bytes = try System.read(path, limit: mostBytes)
      file = SourceFile(id: FileID(0), path: path, bytes: bytes)
      let parsed = YAMLParser.parse(file)
      problems = parsed.problems
      if let root = parsed.documents.first?.root, problems.isEmpty {
        problems = ShapeCheck.problems(of: root, shape: shape, name: "")
        if problems.isEmpty {
          let (baseline, faults) = read(root)
          if faults.isEmpty { return (baseline, nil) }
          problems = faults
        }
      } else if problems.isEmpty {
        problems = [InputProblem("the file is empty", nil)]
      }
    } catch {
      problems = [InputProblem(error.message, nil)]
    }
    return (nil, .init(file: file, problems: problems))
  }

  private static func read(_ root: DataNode) -> (Baseline, [InputProblem]) {
    var baseline = Baseline()
    var faults: [InputProblem] = []
    for item in root["accepted"].map({ Array($0.items) }) ?? [] {
      func text(_ key: String) -> String? {
        item[key].flatMap { $0.isNull ? nil : $0.text }
      }
      if let expires = item["expires"], !expires.isNull, CalendarDay(expires.text) == nil {
        faults.append(
          InputProblem("`\(expires.text)` is no day such as 2027-01-31", expires.span))
      }
      baseline.entries.append(
        Entry(
          rule: text("rule") ?? "", path: text("path") ?? "", message: text("message") ?? "",
          fingerprint: text("fingerprint") ?? "", owner: text("owner"),
          expires: text("expires"), reason: text("reason")))
    }
    return (baseline, faults)
  }

  // MARK: Applying

  /// Takes the accepted findings out of a report, and says what standard error should say.
  func apply(to report: inout CheckReport) -> [String] {
    let today = CalendarDay(daysSince1970: System.daysSince1970)
    let root = Repository.root
    var prints = Fingerprints(report.files, root: root)
    let known = Dictionary(entries.map { ($0.fingerprint, $0) }, uniquingKeysWith: { $1 })
    var met: Set<String> = []
    var remarks: [String] = []
    var fresh: [Finding] = []
    for finding in report.findings {
      let print = prints.fingerprint(of: finding)
      guard let entry = known[print], entry.rule == finding.rule else {
        fresh.append(finding)
        continue
      }
      met.insert(print)
      if let day = entry.expires.flatMap({ CalendarDay($0) }), today > day {
        let owner = entry.owner.map { ", owner \($0)" } ?? ""
        remarks.append(
          "\(report.files.place(finding.span)): \(finding.rule) was accepted until \(day)\(owner)")
        fresh.append(finding)
      } else {
        report.suppressed.append(
          .init(finding, isInSource: false, reason: entry.reason ?? ""))
      }
    }
    report.findings = fresh
    let idle = known.count - met.count
    if idle > 0 {
      remarks.append(
        "\(idle) accepted \(idle == 1 ? "finding is" : "findings are") not there any more; "
          + "--write-baseline takes \(idle == 1 ? "it" : "them") out")
    }
    return remarks
  }

  // MARK: Writing

  /// The findings of a report as a baseline, with what `self` says of those that it knows.
  package func updated(with report: CheckReport) -> Baseline {
    let root = Repository.root
    var prints = Fingerprints(report.files, root: root)
    let known = Dictionary(entries.map { ($0.fingerprint, $0) }, uniquingKeysWith: { $1 })
    var baseline = Baseline()
    baseline.entries = report.findings.map { finding in
      let print = prints.fingerprint(of: finding)
      let old = known[print]
      let path = report.files.file(finding.span.file)?.path ?? ""
      return Entry(
        rule: finding.rule, path: root.relative(path) ?? path, message: finding.message,
        fingerprint: print, owner: old?.owner, expires: old?.expires, reason: old?.reason)
    }
    return baseline
  }

  /// As JSON, for a file that people read and complete.
  package func write() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("formatVersion", "1")
      writer.array("accepted") { array in
        for entry in entries {
          array.object { object in
            object.field("rule", entry.rule)
            object.field("path", entry.path)
            object.field("message", entry.message)
            object.field("fingerprint", entry.fingerprint)
            object.field("owner", entry.owner)
            object.field("expires", entry.expires)
            object.field("reason", entry.reason)
          }
        }
      }
    }
    return writer.finish()
  }
}
