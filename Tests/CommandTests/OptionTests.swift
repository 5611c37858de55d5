import Foundation
import Testing

/// What the flags promise.
@Suite struct OptionTests {
  /// Only a warning: two zones.
  static let warned = Specs.spec(
    named: "warned", "controlPlane: {zones: {a: 2, b: 1}}", "etcd: stacked")

  static let wrongCalls: [[String]] = [
    ["check", "--frob"], ["check", "-o", "xml"], ["check", "-o"], ["frob"],
    ["table", "-o", "sarif"],
    ["check", "--fail-on", "bad"], ["check", "--profile", "hard"], ["check", "--color", "some"],
    ["check", "-j", "0"], ["check", "-j", "many"], ["check", "--select", "nope", "-"],
    ["check", "--ignore", "nope", "-"], ["check", "--severity", "nope=error", "-"],
    ["check", "--severity", "etcd-two-members=bad", "-"],
    ["check", "--severity", "etcd-two-members", "-"], ["explain"], ["explain", "nope"],
    ["schema", "nope"],
    ["schema", "nope"], ["completions", "tcsh"], ["completions"], ["rules", "-o", "xml"],
  ]

  @Test(arguments: wrongCalls)
  func `a wrong command line is status 2, with words on standard error`(_ words: [String]) throws {
    let result = try Haplan.run(words, text: Specs.sound)
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(!result.stderr.isEmpty)
  }

  @Test func `unknown names are met with the nearest known one`() throws {
    for words in [
      ["explain", "etcd-two-member"], ["check", "--select", "etcd-two-member", "-"],
      ["check", "--ignore", "etcd-two-member", "-"],
      ["check", "--severity", "etcd-two-member=note", "-"],
    ] {
      let result = try Haplan.run(words, text: Specs.sound)
      #expect(result.stderr.contains("did you mean `etcd-two-members`?"))
    }
  }

  @Test(arguments: [
    ("error", 1, 0), ("warning", 1, 1), ("note", 1, 1), ("never", 0, 0),
  ])
  func `fail-on`(_ level: String, _ error: Int32, _ warning: Int32) throws {
    let words = ["check", "--fail-on", level, "-"]
    #expect(try Haplan.run(words, text: Specs.twoMembers).status == error)
    #expect(try Haplan.run(words, text: Self.warned).status == warning)
    #expect(try Haplan.run(words, text: Specs.sound).status == 0)
  }

  @Test func `select, ignore and severity, by rule and by category`() throws {
    func status(_ words: String...) throws -> Int32 {
      try Haplan.run(["check"] + words + ["-"], text: Specs.twoMembers).status
    }
    #expect(try status("--select", "etcd-two-members") == 1)
    #expect(try status("--select", "quorum") == 1)
    #expect(try status("--select", "pki,leader-election") == 0)
    #expect(try status("--ignore", "etcd-two-members") == 0)
    #expect(try status("--ignore", "quorum") == 0)
    #expect(try status("--ignore", "pki") == 1)
    #expect(try status("--severity", "etcd-two-members=note") == 0)
    #expect(try status("--severity", "etcd-two-members=warning", "--fail-on", "warning") == 1)
  }

  @Test func `quiet leaves out what does not fail`() throws {
    let loud = try Haplan.run(["check", "-"], text: Self.warned)
    #expect(loud.stdout.contains("two-zone-control-plane"))
    let quiet = try Haplan.run(["check", "-q", "-"], text: Self.warned)
    #expect(!quiet.stdout.contains("two-zone-control-plane"))
    #expect(quiet.status == 0)
    let failing = try Haplan.run(["check", "-q", "--fail-on", "warning", "-"], text: Self.warned)
    #expect(failing.stdout.contains("two-zone-control-plane"))
    #expect(failing.status == 1)
    let silent = try Haplan.run(["check", "-q", "--fail-on", "never", "-"], text: Specs.twoMembers)
    #expect(!silent.stdout.contains("etcd-two-members"))
    #expect(silent.status == 0)
  }

  @Test func `standard input and its name`() throws {
    let plain = try Haplan.run(["check", "-o", "concise", "-"], text: Specs.twoMembers)
    #expect(plain.status == 1)
    #expect(plain.stdout.hasPrefix("<stdin>:5:") || plain.stdout.hasPrefix("stdin:5:"))
    let named = try Haplan.run(
      ["check", "-o", "concise", "--stdin-filename", "some/where.yaml", "-"], text: Specs.twoMembers
    )
    #expect(named.stdout.hasPrefix("some/where.yaml:5:"))
    let page = "# A page\n\n```sh\nkube-scheduler --leader-elect-lease-duration=1s\n```\n"
    let fenced = try Haplan.run(
      ["check", "-o", "concise", "--stdin-filename", "page.md", "-"], text: page)
    #expect(fenced.stdout.hasPrefix("page.md:4:"))
    #expect(fenced.status == 1)
  }

  @Test func `colour by flag, by environment, and never in a pipe by itself`() throws {
    func isColoured(_ words: [String], _ env: [String: String] = [:]) throws -> Bool {
      try Haplan.run(["check"] + words + ["-"], text: Specs.twoMembers, env: env)
        .stdout.contains("\u{1B}[")
    }
    #expect(try !isColoured([]))
    #expect(try isColoured(["--color", "always"]))
    #expect(try isColoured([], ["FORCE_COLOR": "1"]))
    #expect(try !isColoured([], ["FORCE_COLOR": "1", "NO_COLOR": "1"]))
    #expect(try !isColoured(["--color", "never"], ["FORCE_COLOR": "1"]))
    #expect(try isColoured(["--color", "always"], ["NO_COLOR": "1"]))
    #expect(try !isColoured(["-o", "json", "--color", "always"]))
  }

  @Test func `output-file takes the results, and only them`() throws {
    let folder = try Folder()
    try folder.write("pair.yaml", Specs.twoMembers)
    let direct = try Haplan.run(["check", "pair.yaml"], cwd: folder.url)
    let result = try Haplan.run(
      ["check", "--output-file", "out.txt", "pair.yaml"], cwd: folder.url)
    #expect(result.status == 1)
    #expect(result.stdout.isEmpty)
    #expect(try folder.read("out.txt") == direct.stdout)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.sorted() == ["out.txt", "pair.yaml"])
    let nowhere = try Haplan.run(
      ["check", "--output-file", "no/such/folder", "pair.yaml"], cwd: folder.url)
    #expect(nowhere.status == 2)
    #expect(nowhere.stderr.contains("no/such/folder"))
  }

  @Test func `a reader that goes away is no error`() throws {
    let script = "(\"$0\" check -o json examples; echo status=$? >&2) | head -c 1"
    let result = try Haplan.shell(script, [Haplan.binary.path])
    #expect(result.stdout == "{")
    #expect(result.stderr.hasSuffix("status=1\n"), "\(result.stderr)")
  }

  @Test(arguments: [
    "check -", "check -o json -", "table -o json -", "convert -", "inputs -", "rules",
    "schema cluster", "explain quorum", "man", "completions bash", "--help", "--version",
  ])
  func `results that cannot be written are status 2, with words`(_ words: String) throws {
    for place in [">/dev/full", ">&-"] {
      let result = try Haplan.shell(
        "\"$0\" \(words) \(place)", [Haplan.binary.path], stdin: Data(Specs.sound.utf8))
      #expect(result.status == 2)
      #expect(
        result.stderr.contains("standard output cannot be written: "), "\(place) \(result.stderr)")
    }
  }

  @Test func `a value may stand right behind its short option`() throws {
    for words in [["-ojson"], ["-j4", "-ojson"], ["-q", "-ojson"]] {
      let result = try Haplan.run(["check"] + words + ["-"], text: Specs.sound)
      #expect(try result.json()["formatVersion"] as? String == "1", "\(words) \(result.stderr)")
    }
    #expect(try Haplan.run(["rules", "-ojson"]).stdout.hasPrefix("{"))
    #expect(try Haplan.run(["check", "-oxml", "-"], text: Specs.sound).status == 2)
  }

  @Test func `the profile by flag and environment`() throws {
    func profile(_ words: [String], _ env: [String: String] = [:]) throws -> String? {
      let report = try Haplan.run(
        ["check", "-o", "json"] + words + ["-"], text: Specs.sound, env: env)
      return try (report.json()["clusters"] as? [[String: Any]])?.first?["profile"] as? String
    }
    #expect(try profile([]) == "standard")
    #expect(try profile(["--profile", "prod"]) == "prod")
    #expect(try profile([], ["HAPLAN_PROFILE": "lab"]) == "lab")
    #expect(try profile(["--profile", "prod"], ["HAPLAN_PROFILE": "lab"]) == "prod")
    let single = Specs.spec(named: "x", "controlPlane: {count: 1}", "etcd: stacked")
    let levels = ["lab": "note", "standard": "warning", "prod": "error"]
    for (name, level) in levels {
      let report = try Haplan.run(
        ["check", "-o", "concise", "--profile", name, "-"], text: single)
      #expect(report.stdout.contains("\(level)[etcd-single-member]"), "\(name)")
    }
    let wrong = try Haplan.run(
      ["check", "-"], text: Specs.sound, env: ["HAPLAN_PROFILE": "hard"])
    #expect(wrong.status == 2)
  }
}
