import ArgumentParser

/// The shells that completions are written for.
enum Shell: String, ExpressibleByArgument, CaseIterable {
  case bash, zsh, fish
}

struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The completion script of a shell.",
    discussion: """
      EXAMPLES
        haplan completions bash > /etc/bash_completion.d/haplan
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    let script =
      switch shell {
      case .bash: Haplan.completionScript(for: .bash)
      case .zsh: Haplan.completionScript(for: .zsh)
      case .fish: Haplan.completionScript(for: .fish)
      }
    try Output.print(script.hasSuffix("\n") ? script : script + "\n")
  }
}
