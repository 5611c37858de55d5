import Foundation
import HaplanKit
import Reporting
import Rules
import Testing

/// Fixes change the bytes that they mean to change, and no others, however the file is written.
struct MutatedFileTests {
  static let isLong = ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] == "1"
  static let count: UInt64 = isLong ? 3000 : 300

  @Test func `a fix changes what it means to change, and the finding goes`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("haplan-mutated-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var seen: Set<String> = []
    for seed in 0..<Self.count {
      let file = MutatedFile(seed: seed)
      seen.insert("\(file.rule) \(file.name)")
      let place = folder.appendingPathComponent(file.name)
      try Data(file.before.utf8).write(to: place)
      let before = mend(place.path, unsafe: false)
      #expect(before.applied.map(\.rule).contains(file.rule), "seed \(seed): \(file.before)")
      let after = before.changes.first?.after ?? []
      let isAsMeant = after == Array(file.after.utf8)
      #expect(isAsMeant, "seed \(seed): \(String(decoding: after, as: UTF8.self))")
      #expect(!before.report.findings.contains { $0.rule == file.rule }, "seed \(seed)")
      try Data(after).write(to: place)
      #expect(mend(place.path, unsafe: false).changes.isEmpty, "seed \(seed): not stable")
    }
    #expect(seen.count >= 6)
  }

  private func mend(_ path: String, unsafe: Bool) -> Mending {
    var options = Options()
    options.paths = [path]
    return FixDriver.mend(InputGatherer.gather([path]), options: options, unsafe: unsafe) { _ in
      nil
    }
  }
}
