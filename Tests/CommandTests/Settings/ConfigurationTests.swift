import Foundation
import Testing

/// `.haplan.yaml`, found and obeyed.
@Suite struct ConfigurationTests {
  private func rules(
    _ words: [String], in folder: Folder, at place: String = ".", env: [String: String] = [:]
  ) throws -> [String] {
    try Haplan.run(
      ["check", "-o", "json"] + words, env: env, cwd: folder.file(place).standardizedFileURL
    ).findings().map { "\($0["rule"] ?? "") \($0["severity"] ?? "")" }
  }

  private func repository() throws -> Folder {
    let folder = try Folder()
    try folder.write(".git/HEAD", "ref: refs/heads/main\n")
    try folder.write("prod/c.yaml", Specs.twoMembers)
    try folder.write("lab/c.yaml", Specs.twoMembers)
    return folder
  }

  @Test func `the nearest one holds, up to the top of the repository`() throws {
    let folder = try repository()
    try folder.write(".haplan.yaml", "severity: {etcd-two-members: warning}\n")
    try folder.write("lab/.haplan.yaml", "severity: {quorum: note}\n")
    let expected = ["etcd-two-members note", "etcd-two-members warning"]
    #expect(try rules(["."], in: folder) == expected)
    #expect(try rules([folder.url.path], in: folder) == expected)
    #expect(try rules(["c.yaml"], in: folder, at: "prod") == ["etcd-two-members warning"])
    #expect(try rules(["../prod/c.yaml"], in: folder, at: "lab") == ["etcd-two-members warning"])
    #expect(
      try rules(["--isolated", "prod"], in: folder) == ["etcd-two-members error"])
    // A repository inside is one of its own.
    try folder.write("prod/.git/HEAD", "")
    #expect(try rules(["prod"], in: folder) == ["etcd-two-members error"])
  }

  @Test func `a list is none`() throws {
    let folder = try repository()
    try folder.write(".haplan.yaml", "- a\n")
    let result = try Haplan.run(["check", "."], cwd: folder.url)
    #expect(result.status == 2)
    #expect(result.stderr.contains("the document must be a mapping, not a list"))
  }

  @Test func `select, ignore and per-file-ignores`() throws {
    let folder = try repository()
    try folder.write(".haplan.yaml", "ignore: [quorum]\n")
    #expect(try rules(["."], in: folder).isEmpty)
    try folder.write(".haplan.yaml", "select: [leader-election]\n")
    #expect(try rules(["."], in: folder).isEmpty)
    #expect(try rules(["--select", "quorum", "."], in: folder).count == 2)
    for pattern in ["lab/", "lab/*.yaml", "/lab", "**/lab/**"] {
      try folder.write(".haplan.yaml", "per-file-ignores: {'\(pattern)': [etcd-two-members]}\n")
      #expect(try rules(["."], in: folder).count == 1, "\(pattern)")
      #expect(try rules(["c.yaml"], in: folder, at: "lab").isEmpty, "\(pattern)")
    }
  }

  @Test func `what is excluded is left out of walks, and read when named`() throws {
    let folder = try repository()
    try folder.write(".haplan.yaml", "exclude: [lab/, '*.yml']\n")
    try folder.write("prod/x.yml", Specs.twoMembers)
    #expect(try rules(["."], in: folder).count == 1)
    #expect(try rules(["lab/c.yaml"], in: folder).count == 1)
  }

  @Test func `a profile is for clusters that ask for none`() throws {
    let folder = try Folder()
    try folder.write(".haplan.yaml", "profile: lab\n")
    try folder.write("a.yaml", Specs.twoMembers)
    try folder.write(
      "b.yaml", Specs.spec(named: "b", "profile: prod", "controlPlane: {count: 2}", "etcd: stacked")
    )
    func profiles(_ words: [String]) throws -> [String?] {
      let report = try Haplan.run(["check", "-o", "json"] + words, cwd: folder.url).json()
      return try #require(report["clusters"] as? [[String: Any]]).map { $0["profile"] as? String }
    }
    #expect(try profiles(["."]) == ["prod", "lab"] || profiles(["."]) == ["lab", "prod"])
    #expect(try profiles(["--profile", "standard", "."]) == ["standard", "standard"])
  }

  @Test func `another file is asked for by flag or environment`() throws {
    let folder = try repository()
    try folder.write("other.yaml", "ignore: [quorum]\n")
    try folder.write(".haplan.yaml", "severity: {quorum: note}\n")
    #expect(try rules(["--config", "other.yaml", "."], in: folder).isEmpty)
    #expect(try rules(["."], in: folder, env: ["HAPLAN_CONFIG": "other.yaml"]).isEmpty)
    #expect(
      try rules(["--isolated", "."], in: folder, env: ["HAPLAN_CONFIG": "other.yaml"]).count == 2)
    #expect(try Haplan.run(["check", "--config", "gone.yaml", "."], cwd: folder.url).status == 2)
  }

  @Test(arguments: [
    ("ignroe: [quorum]", "1:1", "did you mean `ignore`?"),
    ("ignore: [quorom]", "1:10", "did you mean `quorum`?"),
    ("severity: {quorum: fatal}", "1:20", "must be note, warning or error"),
    ("select: quorum", "1:9", "must be a list"),
    ("profile: hard", "1:10", "must be auto, lab"),
    ("ignore: [", "2:1", "a value is expected here"),
    ("ignore: []\n---\nignore: []", "3:1", "one document too many"),
  ])
  func `what it must not say is located, and the run ends`(
    text: String, place: String, message: String
  ) throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.sound)
    try folder.write(".haplan.yaml", text + "\n")
    for command in [["check"], ["table"]] {
      let result = try Haplan.run(command + ["c.yaml"], cwd: folder.url)
      #expect(result.status == 2)
      #expect(result.stdout.isEmpty)
      #expect(result.stderr.contains("--> .haplan.yaml:\(place)"), "\(result.stderr)")
      #expect(result.stderr.contains(message), "\(result.stderr)")
    }
  }

  @Test func `show says what holds, in its own language`() throws {
    let folder = try repository()
    let text = """
      ignore: [quorum]
      severity:
        input: note
      per-file-ignores:
        'lab/': [pki]
      exclude: ['x/', '*.yml']
      profile: prod

      """
    try folder.write(".haplan.yaml", text)
    let shown = try Haplan.run(["config", "show"], cwd: folder.url)
    #expect(shown.status == 0)
    #expect(shown.stdout == "# from .haplan.yaml\n" + text)
    let file = try Haplan.run(["config", "show", "lab/c.yaml"], cwd: folder.url)
    #expect(file.stdout.contains("ignore: [pki, quorum]\n"))
    let empty = try Folder()
    let none = try Haplan.run(["config", "show"], cwd: empty.url)
    #expect(none.stdout.hasPrefix("# no configuration"))
  }
}
