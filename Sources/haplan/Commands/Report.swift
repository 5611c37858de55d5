import ArgumentParser
import HaplanKit
import Reporting

/// The formats of `report`.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case html
}

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "One page for a review: verdict, picture, tables, findings, what is not known.",
    discussion: """
      EXAMPLES
        haplan report cluster.yaml >report.html
        haplan report --output-file report.html .

      The page stands alone: no scripts, no fonts, nothing that is fetched.
      """)

  @Option(
    name: .output,
    help: "The format: \(ReportFormat.allValueStrings.joined(separator: ", "))."
  )
  var output = ReportFormat.html

  @OptionGroup var input: InputOptions

  func run() throws {
    let request = input.request
    let reading = try request.read()
    let table = Tabling.report(of: reading)
    let check = Checking.report(of: reading, options: request.options)
    try Output.deliver(ReportHTML.render(table, check), to: request.outputFile)
    try Output.endOnProblems(of: reading)
  }
}
