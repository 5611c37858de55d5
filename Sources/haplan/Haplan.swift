import ArgumentParser
import HaplanKit

/// The command line. Each command is one file below `Commands/`.
@main
struct Haplan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "haplan",
    abstract: "Says what a Kubernetes control plane survives, where it says so, and what to edit.",
    discussion: """
      EXAMPLES
        haplan check cluster.yaml          findings with their places, then what it survives
        haplan check .                     every description below this folder
        haplan table cluster.yaml          the fault-tolerance table for a design review
        haplan what-if c.yaml --fail zone=a  what still works then, and why
        haplan inputs .                    what was read as what, and what is missing
        haplan convert inventory/          any input as one haplan spec
        haplan explain etcd-two-members    why a rule exists, and what to do
        kubectl … | haplan check -         standard input

      EXIT STATUS
        0  done, nothing at or above --fail-on
        1  findings at or above it
        2  the job could not be done, or an input has a problem
      """,
    version: HaplanVersion.text,
    subcommands: [
      Check.self, Table.self, WhatIf.self, Inputs.self, Convert.self, Diagram.self, Report.self,
      PlanCommand.self, Migrate.self, Diff.self, LSP.self, Init.self, Man.self, Explain.self,
      Rules.self,
      SchemaCommand.self, Config.self, Completions.self,
    ])

  /// The command that a first word which is none is nearest to.
  private static var nearestCommand: String? {
    let names = configuration.subcommands.map { $0._commandName }
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"),
      !names.contains(word)
    else { return nil }
    return Explanation.nearest(to: word, among: names)
  }

  /// Runs, and ends with haplan's own exit status: 2, not the parser's 64, for a wrong command line.
  static func main() {
    System.ignoreBrokenPipes()
    do {
      if let request = PlainCall.check(Array(CommandLine.arguments.dropFirst())) {
        try request.run()
      }
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitStatus {
      Output.exit(status)
    } catch {
      Output.exit(told(fullMessage(for: error), isAsked: exitCode(for: error) == .success))
    }
  }

  /// Prints what the parser has to say: help or a version that was asked for, else what is wrong.
  private static func told(_ text: String, isAsked: Bool) -> ExitStatus {
    guard isAsked else {
      Output.say(text + "\n")
      if let name = nearestCommand { Output.say("Did you mean 'haplan \(name)'?\n") }
      return .impossible
    }
    do throws(ExitStatus) { try Output.print(text + "\n") } catch { return error }
    return .done
  }
}
