import ArgumentParser
import HaplanKit
import Reporting

/// The formats of `diagram`.
enum DiagramFormat: String, ExpressibleByArgument, CaseIterable {
  case mermaid, dot, svg
}

struct Diagram: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A picture of the topology: failure domains, machines, who reaches whom.",
    discussion: """
      EXAMPLES
        haplan diagram cluster.yaml                      Mermaid, for a Markdown page
        haplan diagram -o svg cluster.yaml >topology.svg
        haplan diagram -o dot cluster.yaml | dot -Tpng >topology.png
      """)

  @Option(
    name: .output,
    help: "The format: \(DiagramFormat.allValueStrings.joined(separator: ", ")).")
  var output = DiagramFormat.mermaid

  @OptionGroup var input: InputOptions

  func run() throws {
    let request = input.request
    let reading = try request.read()
    let report = Tabling.report(of: reading)
    let bytes =
      switch output {
      case .mermaid: DiagramMermaid.render(report)
      case .dot: DiagramDot.render(report)
      case .svg: DiagramSVG.render(report)
      }
    try Output.deliver(bytes, to: request.outputFile)
    try Output.endOnProblems(of: reading)
  }
}
