import Foundation
import Testing

/// The same findings in every format, read back by parsers that are not ours.
@Suite struct ReportFormatTests {
  static let formats = [
    "json", "sarif", "junit", "gitlab", "checkstyle", "github", "concise", "markdown", "html",
  ]

  /// Writes all reports of one run, and gives what `reports.py` prints.
  private func reports(of paths: [String], in folder: Folder) throws -> String {
    let out = try Folder()
    let extra = Self.formats.flatMap {
      ["--report", "\($0)=\(out.file("check.\($0)").path)"]
    }
    _ = try Haplan.run(["check"] + extra + paths, cwd: folder.url)
    let script = Haplan.root.appendingPathComponent("Tests/CommandTests/Fixtures/reports.py").path
    // The published schema of SARIF, where somebody has it; ours covers what is emitted.
    let schema = ProcessInfo.processInfo.environment["HAPLAN_SARIF_SCHEMA"] ?? ""
    let result = try Haplan.shell(
      "exec python3 \"$0\" \"$1\"", [script, out.url.path], env: ["HAPLAN_SARIF_SCHEMA": schema])
    #expect(result.status == 0, "\(result.stderr)")
    return result.stdout
  }

  @Test func `examples say the same in every format`() throws {
    let folder = try Folder()
    for example in Example.all where example.kind == .bad {
      for input in try example.inputs() {
        let copy = folder.file("\(example.name)/\(input)")
        try FileManager.default.createDirectory(
          at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
          at: example.url.appendingPathComponent(input), to: copy)
      }
    }
    let counts = try reports(of: ["."], in: folder).split(separator: " ")
    #expect(try #require(counts.first.flatMap { Int($0) }) >= 8)
  }

  @Test func `names that are markup, problems and many findings`() throws {
    let folder = try Folder()
    for number in 0..<13 {
      try folder.write(
        "a, b:%/<c> & \"d\"/\(number)ü|`x`.yaml",
        Specs.twoMembers.replacingOccurrences(of: "pair", with: "'p]]>\(number) <&\\|%0A'"))
    }
    try folder.write("broken.yaml", "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nspec: [\n")
    let counts = try reports(of: [".", "gone<&>.yaml", "broken.yaml"], in: folder)
    #expect(counts.hasPrefix("13 3"))
  }

  @Test func `fingerprints survive moved lines`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.twoMembers + "---\n" + FixTests.faulty)
    let before = try fingerprints(folder)
    try folder.write("c.yaml", "# new\n\n\n" + Specs.twoMembers + "---\n# more\n" + FixTests.faulty)
    #expect(try fingerprints(folder) == before)
    #expect(before.count == 2)
  }

  private func fingerprints(_ folder: Folder) throws -> [String] {
    let report = try Haplan.run(["check", "-o", "sarif", "c.yaml"], cwd: folder.url).json()
    let runs = try #require(report["runs"] as? [[String: Any]])
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    return results.compactMap { ($0["partialFingerprints"] as? [String: String])?["haplan/v1"] }
  }

  @Test func `paths are below the top of the repository`() throws {
    let folder = try Folder()
    try folder.write("deep/er/c d.yaml", Specs.twoMembers)
    let script = "git init -q . && cd deep/er && exec \"$0\" check -o \"$1\" 'c d.yaml'"
    for (format, path) in [
      ("sarif", "deep/er/c%20d.yaml"), ("gitlab", "deep/er/c d.yaml"),
      ("github", "file=deep/er/c d.yaml,"),
    ] {
      let result = try Haplan.shell(script, [Haplan.binary.path, format], cwd: folder.url)
      #expect(result.status == 1)
      #expect(result.stdout.contains(path), "\(format)")
    }
  }

  @Test func `a report that cannot be written, or of no format, is the status 2`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.sound)
    for report in ["sarif=no/folder/x", "sarif", "xml=x", "=x", "sarif="] {
      let result = try Haplan.run(["check", "--report", report, "c.yaml"], cwd: folder.url)
      #expect(result.status == 2, "\(report)")
    }
  }
}
