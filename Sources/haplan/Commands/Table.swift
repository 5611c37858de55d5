import ArgumentParser
import HaplanKit
import Reporting

/// The formats of `table`.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json, csv
}

struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What each service survives, as a table for a design review.",
    discussion: """
      EXAMPLES
        haplan table cluster.yaml
        haplan table -o markdown cluster.yaml >> design.md
        haplan table -o json cluster.yaml | jq '.clusters[0].services[].tolerance'
      """)

  @Option(
    name: .shortAndLong,
    help: """
      The format: \(TableFormat.allValueStrings.joined(separator: ", ")). Text on a terminal, \
      markdown in a pipe.
      """)
  var output: TableFormat?

  @OptionGroup var input: InputOptions

  func run() throws {
    let request = input.request
    let reading = try request.read()
    let report = Tabling.report(of: reading)
    let isWatched = request.outputFile == nil && System.isTerminal(1)
    let bytes =
      switch output ?? (isWatched ? .text : .markdown) {
      case .text: TableText.render(report, theme: request.theme)
      case .markdown: TableMarkdown.render(report)
      case .json: TableJSON.render(report)
      case .csv: TableCSV.render(report)
      }
    try Output.deliver(bytes, to: request.outputFile)
    try Output.endOnProblems(of: reading)
  }
}
