import ArgumentParser
import HaplanKit

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What .haplan.yaml says.", subcommands: [ConfigShow.self])
}

struct ConfigShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "The configuration that holds for a file or a folder, and where it is from.",
    discussion: """
      EXAMPLES
        haplan config show
        haplan config show clusters/prod.yaml
      """)

  @Argument(help: "A file or a folder; without one: this folder.", completion: .file())
  var path = "."

  @Option(
    help: "This configuration, in place of the nearest .haplan.yaml (or HAPLAN_CONFIG).",
    completion: .file())
  var config: String?

  func run() throws {
    var choice = ConfigurationChoice.nearest
    if let config {
      choice = .file(config)
    } else if let path = System.environment("HAPLAN_CONFIG"), !path.isEmpty {
      choice = .file(path)
    }
    let (text, faults) = ConfigurationText.text(for: path, choice)
    guard faults.isEmpty else { throw Output.tell(faults) }
    try Output.print(text)
  }
}
