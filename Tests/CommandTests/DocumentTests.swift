import Foundation
import Testing

/// What the program says about itself.
@Suite struct DocumentTests {
  static let commands = [
    "check", "table", "what-if", "diagram", "report", "explain", "rules", "schema", "completions",
  ]

  @Test func version() throws {
    let result = try Haplan.run(["--version"])
    #expect(result.status == 0)
    #expect(result.stderr.isEmpty)
    #expect(result.stdout.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: [["--help"], ["-h"], ["help"]] + commands.map { [$0, "--help"] })
  func `help has examples and is no error`(_ words: [String]) throws {
    let result = try Haplan.run(words)
    #expect(result.status == 0)
    #expect(result.stderr.isEmpty)
    #expect(result.stdout.contains("EXAMPLES\n  haplan "))
  }

  @Test func `help names every command`() throws {
    let help = try Haplan.run(["--help"]).stdout
    for command in Self.commands { #expect(help.contains("  \(command) ")) }
    #expect(help.contains("EXIT STATUS"))
  }

  @Test func `the catalogue in three formats`() throws {
    let json = try Haplan.run(["rules", "-o", "json"])
    let rules = try #require(try json.json()["rules"] as? [[String: Any]])
    #expect(rules.count >= 30)
    let text = try Haplan.run(["rules"])
    let markdown = try Haplan.run(["rules", "-o", "markdown"])
    #expect([json.status, text.status, markdown.status] == [0, 0, 0])
    for rule in rules {
      let name = try #require(rule["name"] as? String)
      #expect(name.utf8.count <= 56)
      #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
      #expect(text.stdout.contains("  \(name) "))
      #expect(markdown.stdout.contains("| `\(name)` |"))
    }
  }

  @Test func `every rule and topic is explained`() throws {
    let report = try Haplan.run(["rules", "-o", "json"]).json()
    let rules = try #require(report["rules"] as? [[String: Any]]).compactMap {
      $0["name"] as? String
    }
    for name in rules {
      let page = try Haplan.run(["explain", name])
      #expect(page.status == 0)
      #expect(page.stdout.hasPrefix("\(name) ("))
      for part in ["\nWhy\n", "\nWhat to do\n", "\nSeverity"] {
        #expect(page.stdout.contains(part), "\(name) lacks\(part)")
      }
    }
    for topic in ["timings", "quorum", "domains", "classes"] {
      let page = try Haplan.run(["explain", topic])
      #expect(page.status == 0)
      #expect(page.stdout.hasPrefix("\(topic): "))
    }
  }

  @Test(arguments: [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish")])
  func `completions are scripts that their shell can read`(_ name: String, _ shell: String) throws {
    let script = try Haplan.run(["completions", name])
    #expect(script.status == 0)
    for command in Self.commands { #expect(script.stdout.contains(command)) }
    let check = "command -v \(shell) >/dev/null || exit 0; exec \(shell) -n \"$1\""
    let folder = try Folder()
    try folder.write("script", script.stdout)
    let read = try Haplan.shell(check, ["sh", folder.file("script").path])
    #expect(read.status == 0, "\(read.stderr)")
  }

  @Test(arguments: [("docs/rules.md", ["rules", "-o", "markdown"])])
  func `generated files are fresh`(_ path: String, _ words: [String]) throws {
    let kept = try? String(
      contentsOf: Haplan.root.appendingPathComponent(path), encoding: .utf8)
    #expect(try Haplan.run(words).stdout == kept, "\(path) is stale: run bin/generate")
  }

  @Test func `every generated file is held to be fresh`() throws {
    let folder = Haplan.root.appendingPathComponent("schemas").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let known = try Haplan.run(["schema"]).stdout.split(separator: "\n")
    #expect(names == known.map { "\($0).schema.json" }.sorted() && names.count >= 5)
    for name in known {
      let kept = try? String(
        contentsOf: Haplan.root.appendingPathComponent("schemas/\(name).schema.json"),
        encoding: .utf8)
      let fresh = try Haplan.run(["schema", String(name)]).stdout
      #expect(fresh == kept, "\(name) is stale: run bin/generate")
    }
  }
}
