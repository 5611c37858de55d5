import ClusterModel
import Foundation
import HaplanKit
import Reporting
import Rules
import Syntax

/// A folder in which one file is mended.
final class Workshop {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("haplan-mended-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What came of a file.
  struct Outcome {
    /// Whether the rule found something before.
    let isFound: Bool
    /// `nil` where no fix was applied.
    let text: String?
    /// What is left of the rule's findings, and whether a second run changes more.
    var isFoundAgain = false
    var isStable = true
    /// Why fixes were left out.
    var reasons: [String] = []
  }

  /// Mends with one rule's fixes; of a rule that only suggests, the suggestion is put in by hand.
  func mend(_ file: MutatedFile) throws -> Outcome {
    for (path, text) in file.beside { try write(text, path) }
    try write(file.before, file.place)
    let first = try mending(file.rule, file.safety)
    let isFound = first.isFound
    guard let after = first.text else {
      return Outcome(isFound: isFound, text: nil, reasons: first.reasons)
    }
    try write(after, file.place)
    let second = try mending(file.rule, file.safety)
    return Outcome(
      isFound: isFound, text: after, isFoundAgain: second.isFound,
      isStable: second.text == nil, reasons: first.reasons)
  }

  private func mending(
    _ rule: String, _ safety: Fix.Safety
  ) throws -> (isFound: Bool, text: String?, reasons: [String]) {
    var options = Options()
    options.paths = [folder.path]
    options.profile = .prod
    options.selected = [rule]
    let list = InputGatherer.gather(options.paths)
    let before = Checking.report(of: Reading.read(list, options: options), options: options)
    let isFound = before.findings.contains { $0.rule == rule }
    if safety == .suggestion { return (isFound, suggestion(before), []) }
    let mending = FixDriver.mend(list, options: options, unsafe: safety == .unsafe) { _ in nil }
    let text = mending.changes.first.map { String(decoding: $0.after, as: UTF8.self) }
    return (isFound, text, mending.skipped.compactMap(\.reason))
  }

  private func suggestion(_ report: CheckReport) -> String? {
    guard let finding = report.findings.first, let fix = finding.fixes.first, !fix.edits.isEmpty,
      var bytes = report.files.file(finding.span.file)?.bytes
    else { return nil }
    for edit in fix.edits.reversed() {
      bytes.replaceSubrange(edit.span.range, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(_ text: String, _ path: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
