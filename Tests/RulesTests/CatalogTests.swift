import ClusterModel
import Foundation
import Rules
import Testing

/// The catalogue as a whole.
struct CatalogTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/Rules/Catalog")

  /// Names of the types that the folder's files hold: one rule in each, called as its file.
  private static func typesInFolder() throws -> Set<String> {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let names = files.filter { $0.hasSuffix(".swift") }
      .map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
    return Set(names).subtracting(["Catalog"])
  }

  @Test func listIsTheFolder() throws {
    let listed = Set(Catalog.rules.map { String(describing: $0) })
    let present = try Self.typesInFolder()
    #expect(listed.subtracting(present).isEmpty, "in Catalog.swift, without a file of that name")
    #expect(present.subtracting(listed).isEmpty, "a file, but not in Catalog.swift")
  }

  @Test func typesAreCalledAsTheirRules() {
    for rule in Catalog.rules {
      let name = rule.about.name.split(separator: "-").joined()
      #expect(String(describing: rule).lowercased() == name)
    }
  }

  @Test func listIsSortedAndEachNameOnce() {
    let names = Catalog.rules.map { $0.about.name }
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
  }

  @Test func namesAreShortKebabCase() throws {
    let kebab = try Regex("[a-z][a-z0-9]*(-[a-z0-9]+)*")
    for name in Catalog.rules.map({ $0.about.name }) {
      #expect(name.count <= 56, "\(name)")
      #expect(name.wholeMatch(of: kebab) != nil, "\(name)")
    }
  }

  @Test func everyRuleSaysWhatItShould() {
    for about in Catalog.rules.map({ $0.about }) {
      #expect(!about.grades.isEmpty, "\(about.name)")
      #expect(Set(about.grades.map(\.when)).count == about.grades.count, "\(about.name)")
      #expect(!about.sources.isEmpty, "\(about.name)")
      for text in [about.summary, about.rationale, about.remedy] {
        #expect(text.hasSuffix("."), "\(about.name): \(text)")
      }
      #expect(about.examples.contains { $0.verdict == .bad }, "\(about.name)")
      #expect(about.examples.contains { $0.verdict == .good }, "\(about.name)")
    }
  }

  @Test func rulesStandInForOthersThatExist() {
    for about in Catalog.rules.map({ $0.about }) {
      for other in about.standsInFor {
        #expect(Catalog.rule(named: other) != nil, "\(about.name) names \(other)")
        #expect(other != about.name)
      }
    }
  }

  @Test func noProfileIsLouderThanAStricterOne() {
    for about in Catalog.rules.map({ $0.about }) {
      for grade in about.grades {
        let rising = Profile.allCases.map { grade.severity(in: $0).map(Self.rank) ?? 0 }
        #expect(rising == rising.sorted(), "\(about.name) \(grade.when)")
      }
    }
  }

  private static func rank(_ severity: Severity) -> Int {
    switch severity {
    case .note: 1
    case .warning: 2
    case .error: 3
    }
  }
}
