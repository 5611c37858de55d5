import Foundation
import Testing

/// Findings that are accepted for now.
@Suite struct BaselineTests {
  @Test func `what is accepted is silent, what is new is not`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.twoMembers)
    let written = try Haplan.run(["check", "--write-baseline", "b.json", "."], cwd: folder.url)
    #expect(written.status == 0)
    #expect(written.stderr == "haplan: 1 finding accepted in b.json\n")
    try folder.write("c.yaml", "# one line more\n" + Specs.twoMembers)
    #expect(try Haplan.run(["check", "--baseline", "b.json", "."], cwd: folder.url).status == 0)
    try folder.write("d.yaml", Specs.twoMembers.replacingOccurrences(of: "pair", with: "other"))
    let report = try Haplan.run(
      ["check", "-o", "json", "--baseline", "b.json", "."], cwd: folder.url)
    #expect(report.status == 1)
    #expect(try report.findings().map { $0["cluster"] as? String } == ["other"])
  }

  @Test func `owners and days stay, and a day that has passed ends it`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.twoMembers)
    _ = try Haplan.run(["check", "--write-baseline", "b.json", "."], cwd: folder.url)
    let text = try folder.read("b.json")
    func with(_ day: String) -> String {
      text.replacingOccurrences(of: "\"owner\": null", with: "\"owner\": \"team-x\"")
        .replacingOccurrences(of: "\"expires\": null", with: "\"expires\": \"\(day)\"")
    }
    try folder.write("b.json", with("2999-01-31"))
    _ = try Haplan.run(["check", "--write-baseline", "b.json", "."], cwd: folder.url)
    #expect(try folder.read("b.json") == with("2999-01-31"))
    #expect(try Haplan.run(["check", "--baseline", "b.json", "."], cwd: folder.url).status == 0)
    try folder.write("b.json", with("2020-01-31"))
    let result = try Haplan.run(["check", "--baseline", "b.json", "."], cwd: folder.url)
    #expect(result.status == 1)
    #expect(result.stderr.contains("was accepted until 2020-01-31, owner team-x"))
    try folder.write("b.json", with("2020-02-31"))
    #expect(try Haplan.run(["check", "--baseline", "b.json", "."], cwd: folder.url).status == 2)
  }

  @Test func `what is mended is said to be accepted in vain`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.twoMembers)
    _ = try Haplan.run(["check", "--write-baseline", "b.json", "."], cwd: folder.url)
    try folder.write("c.yaml", Specs.sound)
    let result = try Haplan.run(["check", "--baseline", "b.json", "c.yaml"], cwd: folder.url)
    #expect(result.status == 0)
    #expect(result.stderr.contains("1 accepted finding is not there any more"))
  }

  @Test func `a baseline that cannot be read ends the run`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.sound)
    for text in ["{}", "{\"formatVersion\": \"1\", \"accepted\": [{\"rul\": 1}]}", "", "["] {
      try folder.write("b.json", text)
      let result = try Haplan.run(["check", "--baseline", "b.json", "c.yaml"], cwd: folder.url)
      #expect(result.status == 2, "\(text)")
      #expect(result.stderr.contains("b.json"), "\(text)")
    }
  }

  @Test func `statistics count what the findings are`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.twoMembers + "---\n" + Specs.twoMembers)
    try folder.write("d.yaml", FixTests.faulty)
    let result = try Haplan.run(["check", "--statistics", "."], cwd: folder.url)
    #expect(result.status == 1)
    #expect(
      result.stdout == """
        2  error[etcd-two-members]
        1  error[leader-elect-lease-not-greater-than-renew], 1 with a safe fix
        3 errors, 0 warnings, 0 notes in 2 files

        """)
    #expect(try Haplan.run(["check", "--statistics", "-o", "sarif", "."]).status == 2)
  }
}
