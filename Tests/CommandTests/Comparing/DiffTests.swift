import Foundation
import Testing

/// `haplan diff`, between paths and between revisions.
@Suite struct DiffTests {
  private static func spec(_ zones: String, _ flags: String = "leader-elect: true") -> String {
    Specs.spec(
      named: "prod", "controlPlane:", "  zones: {\(zones)}", "  controllerManager:",
      "    flags: {\(flags)}", "etcd: stacked")
  }

  static let before = spec("a: 1, b: 1, c: 1")
  static let after = spec("a: 2, b: 1")

  private func facts(_ report: Haplan.Result) throws -> [String: [String]] {
    let clusters = try #require(report.json()["clusters"] as? [[String: Any]])
    let facts = try #require(clusters[0]["facts"] as? [[String: Any]])
    return Dictionary(
      facts.map { fact in
        (
          ["name", "service", "class"].map { fact[$0] as? String ?? "" }.joined(separator: "/"),
          ["before", "after", "change"].map { fact[$0] as? String ?? "" }
        )
      }, uniquingKeysWith: { $1 })
  }

  @Test func `a zone less is worse, a zone more is better`() throws {
    let folder = try Folder()
    try folder.write("old.yaml", Self.before)
    try folder.write("new.yaml", Self.after)
    let worse = try Haplan.run(["diff", "-o", "json", "old.yaml", "new.yaml"], cwd: folder.url)
    #expect(worse.status == 1)
    #expect(try facts(worse)["tolerance/api-write/zone"] == ["1", "0", "worse"])
    let better = try Haplan.run(["diff", "-o", "json", "new.yaml", "old.yaml"], cwd: folder.url)
    #expect(better.status == 0)
    #expect(try facts(better)["tolerance/api-write/zone"] == ["0", "1", "better"])
    let text = try Haplan.run(["diff", "old.yaml", "new.yaml"], cwd: folder.url)
    #expect(
      text.stdout.contains("worse   zone tolerance of etcd-quorum, api-write, node-heartbeats,"))
    #expect(text.stdout.contains("new     warning[two-zone-control-plane] new.yaml:"))
    let markdown = try Haplan.run(
      ["diff", "-o", "markdown", "old.yaml", "new.yaml"], cwd: folder.url)
    #expect(markdown.stdout.contains("reconciliation, control-plane | 1 | 0 | **worse** |"))
    let same = try Haplan.run(["diff", "old.yaml", "old.yaml"], cwd: folder.url)
    #expect(same.status == 0)
    #expect(same.stdout == "1 the same\n")
  }

  @Test func `times and findings`() throws {
    let folder = try Folder()
    let zones = "a: 1, b: 1, c: 1"
    try folder.write("old.yaml", Self.spec(zones))
    try folder.write(
      "new.yaml",
      Self.spec(zones, "leader-elect-lease-duration: 60s, leader-elect-renew-deadline: 40s"))
    let slower = try Haplan.run(["diff", "-o", "json", "old.yaml", "new.yaml"], cwd: folder.url)
    #expect(slower.status == 1)
    #expect(try facts(slower)["controllerManagerTakeover.latestSeconds//"]?[2] == "worse")
    try folder.write("new.yaml", Self.spec(zones, "leader-elect: false"))
    let off = try Haplan.run(["diff", "old.yaml", "new.yaml"], cwd: folder.url)
    #expect(off.status == 1)
    #expect(off.stdout.contains("new     error[leader-elect-disabled] new.yaml:"))
  }

  @Test func `folders are compared cluster by cluster`() throws {
    let folder = try Folder()
    for side in ["old", "new"] {
      try folder.write("\(side)/a.yaml", Specs.sound)
      try folder.write("\(side)/twin/x.yaml", Self.before)
      try folder.write("\(side)/twin/y.yaml", Self.before)
    }
    let same = try Haplan.run(["diff", "old", "new"], cwd: folder.url)
    #expect(same.stdout == "3 the same\n")
    try folder.write("new/twin/y.yaml", Self.after)
    try folder.write("new/b.yaml", Specs.twoMembers)
    try FileManager.default.removeItem(at: folder.file("new/a.yaml"))
    let report = try Haplan.run(["diff", "-o", "json", "old", "new"], cwd: folder.url)
    let clusters = try #require(try report.json()["clusters"] as? [[String: Any]])
    #expect(
      clusters.map { "\($0["name"] ?? "") \($0["change"] ?? "") \($0["worse"] as? Bool == true)" }
        == [
          "pair added true", "prod (twin/x.yaml) same false", "prod (twin/y.yaml) changed true",
          "sound removed false",
        ])
  }

  @Test func `clusters of one name are told apart by their place, whatever a run calls them`()
    throws
  {
    let folder = try Folder()
    try folder.write("old/c.yaml", Self.before)
    try folder.write("old/z.yaml", Self.before)
    try folder.write("new/c.yaml", Self.after)
    func changes(_ sides: String...) throws -> (Int32, [String]) {
      let report = try Haplan.run(["diff", "-o", "json"] + sides, cwd: folder.url)
      let clusters = try #require(try report.json()["clusters"] as? [[String: Any]])
      return (report.status, clusters.map { "\($0["name"] ?? "") \($0["change"] ?? "")" })
    }
    let fewer = try changes("old", "./new/")
    #expect(fewer.0 == 1)
    #expect(fewer.1 == ["prod changed", "prod (z.yaml) removed"])
    let more = try changes("new", "old")
    #expect(more.0 == 0)
    #expect(more.1 == ["prod (c.yaml) changed", "prod (z.yaml) added"])
    // Moved: the name is what is left to tell it by.
    try folder.write("moved/sub/m.yaml", Self.after)
    let moved = try changes("old", "moved")
    #expect(moved.0 == 1)
    #expect(moved.1 == ["prod changed", "prod (z.yaml) removed"])
    // Two in one file, in their order.
    try folder.write("both/c.yaml", Self.before + "---\n" + Self.before)
    try folder.write("less/c.yaml", Self.before + "---\n" + Self.after)
    let both = try changes("both", "less")
    #expect(both.0 == 1)
    #expect(both.1 == ["prod (c.yaml) same", "prod (c.yaml) #2 changed"])
    let files = try changes("both/c.yaml", "less/c.yaml")
    #expect(files.1 == ["prod same", "prod #2 changed"])
  }

  @Test func `revisions are read through git, the work tree is left alone`() throws {
    let folder = try Folder()
    let setUp = """
      set -e; git init -q -b main .; git config user.email a@b; git config user.name n
      git add .; git commit -q -m one
      """
    try folder.write("deep/c ü.yaml", Self.before)
    try folder.write("other/d.yaml", Specs.twoMembers)
    #expect(try Haplan.shell(setUp, [], cwd: folder.url).status == 0)
    try folder.write("deep/c ü.yaml", Self.after)
    let here = try Haplan.run(["diff", "--rev", "HEAD", "deep"], cwd: folder.url)
    #expect(here.status == 1)
    #expect(here.stdout.contains("control-plane: 1 → 0"))
    let commit = "git checkout -q -b change; git commit -q -a -m two; git checkout -q main"
    #expect(try Haplan.shell(commit, [], cwd: folder.url).status == 0)
    for range in ["main..change", "main...change"] {
      let result = try Haplan.run(
        ["diff", "--rev", range, "-o", "json", "--", "."], cwd: folder.file("deep"))
      #expect(result.status == 1, "\(result.stderr)")
      #expect(try facts(result)["tolerance/api-write/zone"] == ["1", "0", "worse"])
    }
    #expect(try Haplan.run(["diff", "--rev", "change..main"], cwd: folder.url).status == 0)
    #expect(try folder.read("deep/c ü.yaml") == Self.before)
    for range in ["gone..main", "main..gone", "--help", ""] {
      let result = try Haplan.run(["diff", "--rev=\(range)"], cwd: folder.url)
      #expect(result.status == 2, "\(range)")
      if range.contains("gone") { #expect(result.stderr.contains("no commit `gone`")) }
    }
    for range in ["main..change", "main"] {
      let nothing = try Haplan.run(["diff", "--rev", range, "--", "nowhere"], cwd: folder.url)
      #expect(nothing.status == 2, "\(range)")
    }
    let empty = ["diff", "--rev", "main..change", "--allow-empty", "--", "nowhere"]
    #expect(try Haplan.run(empty, cwd: folder.url).status == 0)
  }

  @Test func `problems of either side are the status 2`() throws {
    let folder = try Folder()
    try folder.write("old.yaml", Self.before)
    try folder.write("new.yaml", "apiVersion: haplan.dev/v1alpha1\nkind: Cluster\nspec: [\n")
    #expect(try Haplan.run(["diff", "old.yaml", "new.yaml"], cwd: folder.url).status == 2)
    #expect(try Haplan.run(["diff", "old.yaml", "gone.yaml"], cwd: folder.url).status == 2)
    #expect(try Haplan.run(["diff", "old.yaml"], cwd: folder.url).status == 2)
  }
}
