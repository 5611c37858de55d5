import Foundation
import Rules
import Testing

/// Fixes change the bytes that they mean to change, and no others, in whatever format and however
/// the file is written.
struct MutatedFileTests {
  static let isLong = ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] == "1"
  static let count: UInt64 = isLong ? 3000 : 300

  @Test(arguments: FlagFault.all.indices)
  func `each fault of flags in each format`(number: Int) throws {
    let files = Shape.allCases.compactMap { MutatedFile(FlagFault.all[number], $0) }
    #expect(!files.isEmpty)
    for file in files { try expectMended(file) }
  }

  @Test func `each fault of balancers and documents`() throws {
    for fault in TextFault.all { try expectMended(MutatedFile(fault)) }
  }

  @Test func `files as people write them`() throws {
    for seed in 0..<Self.count {
      var random = SeededRandom(seed)
      guard !random.oneIn(4) else {
        try expectMended(MutatedFile(random.pick(TextFault.all), random), "seed \(seed)")
        continue
      }
      let fault = random.pick(FlagFault.all)
      let shape = random.pick(Shape.allCases.filter { MutatedFile(fault, $0) != nil })
      if let file = MutatedFile(fault, shape, random) { try expectMended(file, "seed \(seed)") }
    }
  }

  /// Every rule that answers with changes has its fault here.
  @Test func `no rule is left out`() {
    let mended = Set(FlagFault.all.map(\.rule) + TextFault.all.map(\.rule))
    let fixing = Catalog.rules.map { $0.about }.filter { about in
      about.examples.contains { $0.fixed != nil }
    }
    // They mend several places or other formats, as their own examples show.
    let elsewhere: Set<String> = [
      "apiserver-advertise-address-duplicate", "etcd-servers-differ",
      "etcd-initial-cluster-mismatch", "expired-suppression", "unused-suppression",
    ]
    #expect(Set(fixing.map(\.name)).subtracting(mended).subtracting(elsewhere) == [])
  }

  private func expectMended(_ file: MutatedFile, _ comment: String = "") throws {
    let outcome = try Workshop().mend(file)
    let title = "\(comment) \(file.title)"
    #expect(outcome.isFound, "\(title): not found")
    #expect(outcome.text == file.after, "\(title): \(outcome.reasons)\n\(file.before)")
    #expect(!outcome.isFoundAgain, "\(title): found again")
    #expect(outcome.isStable, "\(title): not stable")
  }
}
