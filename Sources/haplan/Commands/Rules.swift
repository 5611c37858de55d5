import ArgumentParser
import HaplanKit

/// The formats of `rules`.
enum RulesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown
}

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The catalogue of rules.",
    discussion: """
      EXAMPLES
        haplan rules
        haplan rules -o json | jq '.rules[].name'
      """)

  @Option(
    name: .output,
    help: "The format: \(RulesFormat.allValueStrings.joined(separator: ", "))."
  )
  var output = RulesFormat.text

  func run() throws {
    let bytes =
      switch output {
      case .text: Catalogue.text
      case .json: Catalogue.json
      case .markdown: Catalogue.markdown
      }
    try Output.print(bytes)
  }
}
