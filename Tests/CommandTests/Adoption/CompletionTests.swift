import Foundation
import Testing

/// The completions, asked of the shells that they are for.
@Suite struct CompletionTests {
  static func has(_ shell: String) -> Bool {
    ["/bin", "/usr/bin", "/usr/local/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(shell)")
    }
  }

  /// What is typed, and what has to be among the answers.
  static let asked = [
    ("haplan ch", "check"), ("haplan check --fa", "--fail-on"), ("haplan check -o s", "sarif"),
    ("haplan explain etcd-two", "etcd-two-members"), ("haplan schema c", "cluster"),
    ("haplan check --profile p", "prod"), ("haplan check comp", "completions"),
    ("haplan plan comp", "completions"), ("haplan migrate comp", "completions"),
    ("haplan table --check comp", "completions"),
  ]

  private func answers(_ shell: String, _ script: String) throws -> [Substring] {
    let folder = try Folder()
    try folder.write("completions", Haplan.run(["completions", shell]).stdout)
    try folder.write("script", script)
    try FileManager.default.createSymbolicLink(
      at: folder.file("haplan"), withDestinationURL: Haplan.binary)
    let lines = Self.asked.map { "'\($0.0)'" }.joined(separator: " ")
    let command = "PATH=\"$PWD:$PATH\" exec \(shell) ./script \(lines)"
    let result = try Haplan.shell(command, [], cwd: folder.url)
    #expect(result.status == 0, "\(result.stderr)")
    return result.stdout.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private func expectAnswers(_ lines: [Substring]) {
    #expect(lines.count == Self.asked.count + 1)
    for (line, (typed, wanted)) in zip(lines, Self.asked) {
      #expect(line.split(separator: " ").contains(Substring(wanted)), "\(typed): \(line)")
    }
  }

  @Test(.enabled(if: has("bash"), "bash is not installed")) func bash() throws {
    expectAnswers(
      try answers(
        "bash",
        """
        . ./completions
        function=$(complete -p haplan | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        for line; do
          COMP_LINE=$line COMP_POINT=${#line}
          read -r -a COMP_WORDS <<<"$line"
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
          "$function" haplan "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
          echo "${COMPREPLY[*]}"
        done

        """))
  }

  @Test(.enabled(if: has("fish"), "fish is not installed")) func fish() throws {
    expectAnswers(
      try answers(
        "fish",
        """
        source ./completions
        for line in $argv
          echo (complete -C "$line" | cut -f1)
        end

        """))
  }

  /// zsh completes at a terminal alone; that it takes the functions can be asked without one.
  @Test(.enabled(if: has("zsh"), "zsh is not installed")) func zsh() throws {
    let folder = try Folder()
    try folder.write("f/_haplan", Haplan.run(["completions", "zsh"]).stdout)
    let script = """
      exec zsh -f -c 'fpath=($PWD/f $fpath); autoload -U compinit; compinit -u -D
        print $_comps[haplan]; autoload +X _haplan && print ${(k)functions[(I)_haplan]}'
      """
    let result = try Haplan.shell(script, [], cwd: folder.url)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.stdout == "_haplan\n_haplan\n")
  }
}
