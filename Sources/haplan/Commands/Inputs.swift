import ArgumentParser
import HaplanKit
import Reporting

/// The formats of `inputs`.
enum InputsFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct Inputs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What each file was taken for and why, the facts taken, and the facts missing.",
    discussion: """
      EXAMPLES
        haplan inputs .
        haplan inputs /etc/systemd/system/kube-apiserver.service
        haplan inputs -o json . | jq '.clusters[].missing[].hint'
      """)

  @Option(
    name: .output,
    help: "The format: \(InputsFormat.allValueStrings.joined(separator: ", ")).")
  var output = InputsFormat.text

  @OptionGroup var input: InputOptions

  func run() throws {
    let request = input.request
    let reading = try request.read()
    let report = Accounting.report(of: reading)
    let bytes =
      switch output {
      case .text: InputsText.render(report, theme: request.theme)
      case .json: InputsJSON.render(report)
      }
    try Output.deliver(bytes, to: request.outputFile)
    if !reading.problems.isEmpty { throw ExitStatus.impossible }
  }
}
