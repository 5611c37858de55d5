import ClusterModel
import Foundation
import HaplanKit
import Reporting
import Rules
import Syntax
import Testing

/// Every example of every rule, run through the whole pipeline under the strictest profile.
struct ExampleTests {
  /// One example of one rule.
  struct Case: Sendable, CustomTestStringConvertible {
    let about: RuleAbout
    let number: Int

    var example: RuleAbout.Example { about.examples[number] }
    var testDescription: String { "\(about.name) \(number + 1)" }
  }

  static let cases = Catalog.rules.flatMap { rule in
    rule.about.examples.indices.map { Case(about: rule.about, number: $0) }
  }

  @Test(arguments: cases)
  func example(_ item: Case) throws {
    let marked = MarkedText(item.example.text)
    let report = try Self.check(marked.text, of: item.example)
    #expect(report.problems.problems.map(\.problem.message) == [], "the example is no good input")
    let own = report.findings.filter { $0.rule == item.about.name }
    switch item.example.verdict {
    case .good:
      #expect(marked.ranges.isEmpty)
      #expect(own.map(\.message) == [])
    case .bad:
      #expect(own.map(\.span.range) == marked.ranges, "\(own.map(\.message))")
      #expect(Set(own.map(\.span.file)).count == 1)
      try expectFix(item, own, marked.text)
    }
  }

  private func expectFix(_ item: Case, _ own: [Finding], _ text: String) throws {
    guard let fixed = item.example.fixed else { return }
    let fix = try #require(own.first?.fixes.first, "no fix")
    let result = Self.applying(fix.edits, to: text)
    #expect(result == fixed)
    let again = try Self.check(result, of: item.example)
    #expect(again.findings.filter { $0.rule == item.about.name }.map(\.message) == [])
  }

  private static func applying(_ edits: [TextEdit], to text: String) -> String {
    var bytes = Array(text.utf8)
    for edit in edits.reversed() {
      bytes.replaceSubrange(edit.span.range, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What is said of the example with another text in its place: of the file alone, or of a folder
  /// that holds all its files.
  private static func check(_ text: String, of example: RuleAbout.Example) throws -> CheckReport {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("haplan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var texts = example.beside
    texts[example.fileName] = text
    for (name, text) in texts {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    var options = Options()
    options.paths = [
      example.beside.isEmpty
        ? folder.appendingPathComponent(example.fileName).path : folder.path
    ]
    options.profile = .prod
    return Checking.report(of: Reading.read(options), options: options)
  }
}
