import Foundation
import Testing

/// Whoever ends the program in the middle of `--fix` finds each file old or new, whole.
@Suite struct KillTests {
  static let files = 40
  static let rounds = ProcessInfo.processInfo.environment["HAPLAN_LONG_TESTS"] == "1" ? 100 : 8

  @Test func `a killed run leaves whole files`() throws {
    let folder = try Folder()
    var outcomes: Set<Int> = []
    for round in 0..<Self.rounds {
      for number in 0..<Self.files { try folder.write("c\(number).yaml", FixTests.faulty) }
      // The delay grows from nothing to about what a whole run takes.
      let delay = Double(round) / Double(Self.rounds) * 0.8
      let script = "\"$0\" check -q --fix . >out 2>&1 & sleep \(delay); kill -9 $! ; wait"
      _ = try Haplan.shell(script, [Haplan.binary.path], cwd: folder.url)
      var mended = 0
      for number in 0..<Self.files {
        let text = try folder.read("c\(number).yaml")
        #expect(text == FixTests.faulty || text == FixTests.mended)
        mended += text == FixTests.mended ? 1 : 0
      }
      outcomes.insert(mended)
    }
    // The last run is left alone, and clears away what the killed ones left.
    #expect(try Haplan.run(["check", "-q", "--fix", "."], cwd: folder.url).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.filter { $0.hasPrefix(".") } == [])
    #expect(outcomes.contains(0))
  }
}
