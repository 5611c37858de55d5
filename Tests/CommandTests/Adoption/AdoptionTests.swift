import Foundation
import Testing

/// What a repository needs to take haplan up.
@Suite struct AdoptionTests {
  @Test func `init writes a spec that is in order, and nothing over another`() throws {
    let folder = try Folder()
    let result = try Haplan.run(["init"], cwd: folder.url)
    #expect(result.status == 0)
    #expect(result.stderr == "haplan: wrote cluster.yaml\nhaplan: wrote cluster.schema.json\n")
    let check = try Haplan.run(["check", "-o", "json", "."], cwd: folder.url)
    #expect(check.status == 0)
    #expect(try check.findings().isEmpty)
    #expect(try folder.read("cluster.yaml").hasPrefix("# yaml-language-server: $schema=cluster."))
    try folder.write("cluster.yaml", "mine")
    #expect(try Haplan.run(["init"], cwd: folder.url).status == 2)
    #expect(try folder.read("cluster.yaml") == "mine")
  }

  @Test func `every line of the spec that is commented out can be taken in`() throws {
    let folder = try Folder()
    let spec = try Haplan.run(["init", "--print"]).stdout
    // Commented keys begin with a small letter or a dash; sentences do not.
    let lines = spec.split(separator: "\n").map { (line: Substring) -> String in
      guard let hash = line.firstIndex(of: "#") else { return String(line) }
      let rest = line[line.index(after: hash)...].dropFirst()
      let isKey = rest.contains(": ") || rest.hasSuffix(":")
      let isSentence = rest.first?.isUppercase == true || rest.hasPrefix("yaml-language")
      let isProse = rest.hasPrefix("names, addresses") || rest.hasPrefix("  haplan")
      return isKey && !isSentence && !isProse ? String(line[..<hash] + rest) : String(line)
    }.filter { !$0.contains("sources:") && !$0.contains("path: master-1") }
    try folder.write("all.yaml", lines.joined(separator: "\n") + "\n")
    let check = try Haplan.run(["check", "-o", "json", "all.yaml"], cwd: folder.url)
    #expect(try check.problems().isEmpty, "\(check.stdout)")
    #expect(lines.contains { $0.hasPrefix("  loadBalancers:") })
    #expect(lines.contains { $0.hasPrefix("    endpoint:") })
  }

  @Test(arguments: [
    ("github", ".github/workflows/haplan.yml"), ("gitlab", ".gitlab-ci.yml"),
    ("pre-commit", ".pre-commit-config.yaml"),
  ])
  func `init writes what a CI needs`(name: String, path: String) throws {
    let folder = try Folder()
    #expect(try Haplan.run(["init", "--ci", name], cwd: folder.url).status == 0)
    let printed = try Haplan.run(["init", "--ci", name, "--print"]).stdout
    #expect(try folder.read(path) == printed)
    #expect(printed.contains("haplan check") && printed.contains("haplan diff"))
    // Its commands are understood.
    #expect(try Haplan.run(["init", "--ci", name], cwd: folder.url).status == 2)
  }

  /// pre-commit itself, where it is installed.
  @Test(.enabled(if: CompletionTests.has("pre-commit"), "pre-commit is not installed"))
  func `pre-commit blocks a commit that lowers tolerance`() throws {
    let folder = try Folder()
    try FileManager.default.createSymbolicLink(
      at: folder.file("haplan"), withDestinationURL: Haplan.binary)
    let setUp = """
      set -e; mkdir .tools; mv haplan .tools/haplan; export PATH="$PWD/.tools:$PATH" HOME="$PWD"
      git init -q -b main .; git config user.email a@b; git config user.name n
      echo .tools >.gitignore; haplan init --ci pre-commit; pre-commit install
      git add .; git commit -q -m one
      """
    try folder.write("c.yaml", DiffTests.before)
    let first = try Haplan.shell(setUp, [], cwd: folder.url)
    #expect(first.status == 0, "\(first.stderr)\(first.stdout)")
    let commit = "export PATH=\"$PWD/.tools:$PATH\" HOME=\"$PWD\"; git commit -q -a -m next"
    try folder.write("c.yaml", DiffTests.after)
    let worse = try Haplan.shell(commit, [], cwd: folder.url)
    #expect(worse.status == 1)
    #expect(worse.stderr.contains("zone tolerance of"))
    try folder.write("c.yaml", "# words\n" + DiffTests.before)
    #expect(try Haplan.shell(commit, [], cwd: folder.url).status == 0)
  }

  /// Runs the hooks of `.pre-commit-config.yaml` as pre-commit does: with what is staged in place.
  @Test func `the hooks block a commit that lowers tolerance`() throws {
    let folder = try Folder()
    try FileManager.default.createSymbolicLink(
      at: folder.file("bin-haplan"), withDestinationURL: Haplan.binary)
    let setUp = """
      set -e; mkdir .tools; mv bin-haplan .tools/haplan; export PATH="$PWD/.tools:$PATH"
      git init -q -b main .; git config user.email a@b; git config user.name n
      echo .tools >.gitignore; haplan init --ci pre-commit
      cat >.git/hooks/pre-commit <<'HOOK'
      #!/bin/sh
      sed -n 's/^ *entry: //p' .pre-commit-config.yaml | while read -r line; do
        sh -c "$line" || exit 1
      done
      HOOK
      chmod +x .git/hooks/pre-commit
      git add .; git commit -q -m one
      """
    try folder.write("c.yaml", DiffTests.before)
    let first = try Haplan.shell(setUp, [], cwd: folder.url)
    #expect(first.status == 0, "\(first.stderr)\(first.stdout)")
    let commit = "export PATH=\"$PWD/.tools:$PATH\"; git commit -q -a -m next"
    try folder.write("c.yaml", DiffTests.after)
    let worse = try Haplan.shell(commit, [], cwd: folder.url)
    #expect(worse.status == 1)
    // git sends what a hook prints to standard error.
    #expect(worse.stderr.contains("zone tolerance of"))
    try folder.write("c.yaml", "# words\n" + DiffTests.before)
    #expect(try Haplan.shell(commit, [], cwd: folder.url).status == 0)
  }

  @Test func `the action fetches this version, and its commands are understood`() throws {
    func read(_ path: String) throws -> String {
      try String(contentsOf: Haplan.root.appendingPathComponent(path), encoding: .utf8)
    }
    let version = try Haplan.run(["--version"]).stdout.filter { $0 != "\n" }
    #expect(try read("action.yml").contains("default: \"\(version)\""))
    #expect(
      try Haplan.run(["init", "--ci", "github", "--print"]).stdout.contains(
        "haplan-\(version)-linux-amd64"))
    for hook in try read(".pre-commit-hooks.yaml").split(separator: "\n")
    where hook.contains("entry: ") {
      let words = hook.split(separator: " ").dropFirst(2).map(String.init)
      let folder = try Folder()
      try folder.write("c.yaml", Specs.sound)
      let set = "git init -q . && exec \"$0\" \"$@\""
      let result = try Haplan.shell(set, [Haplan.binary.path] + words, cwd: folder.url)
      #expect(result.status == 0, "\(words): \(result.stderr)")
    }
  }

  @Test func `the problem matcher reads concise lines`() throws {
    let url = Haplan.root.appendingPathComponent(".github/haplan-matcher.json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    let matchers = try #require(object?["problemMatcher"] as? [[String: Any]])
    let expressions = try matchers.map { matcher in
      let pattern = try #require((matcher["pattern"] as? [[String: Any]])?.first)
      return try NSRegularExpression(pattern: try #require(pattern["regexp"] as? String))
    }
    let output = try Haplan.run(["check", "-o", "concise", "examples/bad"]).stdout
    let lines = output.split(separator: "\n").map(String.init)
    #expect(lines.count > 5)
    for line in lines {
      let range = NSRange(line.startIndex..., in: line)
      // Each line is taken by one: a runner knows error and warning by those names, notes by none.
      let takers = expressions.filter { $0.firstMatch(in: line, range: range)?.range == range }
      #expect(takers.count == 1, "\(line)")
    }
  }

  @Test func `completions know every command`() throws {
    let help = try Haplan.run(["--help"]).stdout
    let commands = help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
      .filter { $0.dropFirst(2).first?.isLowercase == true }
      .compactMap { line in
        line.dropFirst(2).first == " " ? nil : line.split(separator: " ").first.map(String.init)
      }
    #expect(Set(commands).isSuperset(of: ["check", "diff", "init", "lsp", "config", "man"]))
    for shell in ["bash", "zsh", "fish"] {
      let script = try Haplan.run(["completions", shell]).stdout
      for command in commands {
        #expect(script.contains(command), "\(shell): \(command)")
      }
    }
  }

  @Test func `watch checks again when a file changes`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Specs.twoMembers)
    try folder.write("next.txt", Specs.sound)
    let script = """
      "$0" check --watch -o concise c.yaml >out 2>err & pid=$!
      for n in $(seq 100); do grep -q two-members out && break; sleep 0.1; done
      mv next.txt c.yaml
      for n in $(seq 100); do [ "$(grep -c watching err)" = 2 ] && break; sleep 0.1; done
      kill -9 $pid; wait $pid; grep -c watching err
      """
    let result = try Haplan.shell(script, [Haplan.binary.path], cwd: folder.url)
    #expect(result.stdout == "2\n")
    #expect(try folder.read("out").split(separator: "\n").count == 1)
  }
}
