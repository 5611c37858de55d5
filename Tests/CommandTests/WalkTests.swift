import Foundation
import Testing

/// What a folder gives, and how its files are named.
@Suite struct WalkTests {
  /// The paths with a finding, in order of output.
  private func found(_ words: [String], in folder: Folder) throws -> [String] {
    let report = try Haplan.run(["check", "-o", "json"] + words, cwd: folder.url)
    return try report.findings().compactMap {
      ($0["location"] as? [String: Any])?["path"] as? String
    }
  }

  @Test func `paths are as given, or below the folder given`() throws {
    let folder = try Folder()
    try folder.write("a b/\u{FC}:1.yaml", Specs.twoMembers)
    try folder.write("c.yaml", Specs.twoMembers)
    #expect(try found(["."], in: folder) == ["a b/\u{FC}:1.yaml", "c.yaml"])
    #expect(try found([], in: folder) == ["a b/\u{FC}:1.yaml", "c.yaml"])
    #expect(try found(["a b"], in: folder) == ["a b/\u{FC}:1.yaml"])
    #expect(try found(["a b", "./c.yaml"], in: folder) == ["./c.yaml", "a b/\u{FC}:1.yaml"])
    #expect(try found(["a b/../c.yaml"], in: folder) == ["a b/../c.yaml"])
  }

  @Test func `files and their folder together count once`() throws {
    let folder = try Folder()
    try folder.write("d/x.yaml", Specs.twoMembers)
    #expect(try found(["d", "d/x.yaml", "."], in: folder).count == 1)
  }

  @Test func `links to folders are not followed, a walk ends`() throws {
    let folder = try Folder()
    try folder.write("d/x.yaml", Specs.twoMembers)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("d/again").path, withDestinationPath: "../d")
    #expect(try found(["d"], in: folder) == ["d/x.yaml"])
  }

  @Test func `what git ignores is skipped in a walk, and read when named`() throws {
    let folder = try Folder()
    try folder.write(".git/HEAD", "ref: refs/heads/main\n")
    try folder.write(".git/x.yaml", Specs.twoMembers)
    try folder.write(".gitignore", "out/\n*.tmp.yaml\n!kept.tmp.yaml\n")
    for name in ["out/x.yaml", "x.tmp.yaml", "kept.tmp.yaml", "y.yaml"] {
      try folder.write(name, Specs.twoMembers)
    }
    // haplan's configuration, which is never an input.
    try folder.write(".haplan.yaml", "profile: standard\n")
    #expect(try found(["."], in: folder) == ["kept.tmp.yaml", "y.yaml"])
    #expect(try found(["out/x.yaml"], in: folder) == ["out/x.yaml"])
  }

  @Test func `a spec with a byte of another encoding is a problem, a foreign file with one is not`()
    throws
  {
    let folder = try Folder()
    try folder.write("a.yaml", Specs.sound)
    try (Data("name: ".utf8) + Data([0xE9])).write(to: folder.file("foreign.yaml"))
    #expect(try Haplan.run(["check"], cwd: folder.url).status == 0)
    try (Data(Specs.sound.utf8) + Data("# ".utf8) + Data([0xE9])).write(to: folder.file("b.yaml"))
    let report = try Haplan.run(["check", "-o", "concise"], cwd: folder.url)
    #expect(report.status == 2)
    #expect(report.stdout.contains("b.yaml:"))
    #expect(report.stdout.contains("not UTF-8"))
  }

  @Test func `what a walk leaves out is told, and a problem where it is strict`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.sound)
    try folder.write("deep/" + String(repeating: "d/", count: 62) + "in.yaml", Specs.twoMembers)
    #expect(try Haplan.run(["check", "."], cwd: folder.url).status == 1)
    try FileManager.default.removeItem(at: folder.file("deep"))
    let deepest = "deep/" + String(repeating: "d/", count: 63)
    try folder.write(deepest + "out.yaml", Specs.twoMembers)
    try folder.write("large.yaml", "")
    let large = try FileHandle(forWritingTo: folder.file("large.yaml"))
    try large.truncate(atOffset: (16 << 20) + 1)
    let found = try Haplan.run(["check", "."], cwd: folder.url)
    #expect(found.status == 0)
    #expect(found.stderr.contains("\(deepest.dropLast()) is more than 64 folders deep; left out"))
    #expect(found.stderr.contains("large.yaml is larger than 16 MiB; left out"))
    let strict = try Haplan.run(["check", "--strict", "-o", "json", "."], cwd: folder.url)
    #expect(strict.status == 2)
    #expect(
      try strict.problems().map { $0["path"] as? String }
        == [String(deepest.dropLast()), "large.yaml"])
  }

  @Test func `fifty specs are fifty clusters`() throws {
    let folder = try Folder()
    for index in 0..<50 { try folder.write("c\(index).yaml", Specs.sound) }
    let report = try Haplan.run(["check", "-o", "json"], cwd: folder.url).json()
    let clusters = try #require(report["clusters"] as? [[String: Any]])
    #expect(Set(clusters.compactMap { $0["name"] as? String }).count == 50)
    #expect(clusters.first?["name"] as? String == "sound (c0.yaml)")
  }

  @Test func `a name cannot colour the terminal or break a line`() throws {
    let folder = try Folder()
    try folder.write("a\n\u{1B}[31m.yaml", Specs.twoMembers)
    try folder.write("b\u{1B}.yaml", "apiVersion: haplan.dev/v1alpha1\nkind: \"\\e[0m\"\n")
    for words in [[], ["-v"], ["-o", "concise"], ["-o", "json"]] {
      let result = try Haplan.run(["check"] + words + ["."], cwd: folder.url)
      #expect(result.status == 2)
      #expect(result.stdout.contains("[etcd-two-members]") || words.contains("json"))
      for output in [result.stdout, result.stderr] { #expect(!output.contains("\u{1B}")) }
    }
    let table = try Haplan.run(["table", "-v", "."], cwd: folder.url)
    for output in [table.stdout, table.stderr] { #expect(!output.contains("\u{1B}")) }
  }

  /// What a page or a script shows is no document of its own that could be broken.
  @Test func `pages and scripts with other tools' documents break no walk`() throws {
    let folder = try Folder()
    try folder.write("cluster.yaml", Specs.sound)
    let kind = "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes:\n- role: control-plane\n"
    try folder.write("README.md", "# Try it\n\nUse this:\n\n```yaml\n\(kind)```\n\nDone: yes\n")
    try folder.write("up", "set -e\ncat <<EOF | kind create cluster --config -\n\(kind)EOF\n")
    let walk = try Haplan.run(["check", "-o", "json"], cwd: folder.url)
    #expect(walk.status == 0, "\(walk.stdout + walk.stderr)")
    let named = try Haplan.run(["check", "-o", "concise", "README.md"], cwd: folder.url)
    #expect(named.stdout.contains("README.md:8:1: note[etcd-single-member]"), "\(named.stdout)")
  }
}
