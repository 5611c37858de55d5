import ArgumentParser
import ClusterModel
import FaultTolerance
import HaplanKit
import Reporting

/// The formats of `table`.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json, csv, html, openpsa
}

struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What each service survives, as a table for a design review.",
    discussion: """
      EXAMPLES
        haplan table cluster.yaml
        haplan table -o markdown cluster.yaml >> design.md
        haplan table -o json cluster.yaml | jq '.clusters[0].services[].tolerance'
        haplan table --check docs/ha.md cluster.yaml    status 1 when the table is stale
        haplan table -o openpsa cluster.yaml >model.xml && scram --bdd model.xml
      """)

  @Option(
    name: .output,
    help: """
      The format: \(TableFormat.allValueStrings.joined(separator: ", ")). Text on a terminal, \
      markdown in a pipe.
      """)
  var output: TableFormat?

  @Option(
    help: """
      Compare with the table in this document (Markdown, HTML or JSON) instead of printing: facts, \
      not wording.
      """, completion: .file())
  var check: String?

  @ArgumentParser.Flag(help: "With --check: compare bytes.")
  var exact = false

  @Option(help: "The service that -o openpsa is about.")
  var service = "api-write"

  @OptionGroup var input: InputOptions

  func validate() throws {
    if exact, check == nil { throw ValidationError("--exact goes with --check FILE") }
    guard Service(rawValue: service) != nil else {
      let names = Service.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--service is one of \(names)")
    }
  }

  func run() throws {
    let request = input.request
    let reading = try request.read()
    let isWatched = request.outputFile == nil && System.isTerminal(1)
    let format = output ?? (isWatched ? .text : .markdown)
    let report = Tabling.report(
      of: reading, jobs: request.options.jobs,
      advises: check == nil && [.text, .markdown, .html].contains(format))
    if let check {
      let isFresh = try isFresh(check, report, request)
      try Output.endOnProblems(of: reading)
      if !isFresh { throw ExitStatus.found }
      return
    }
    guard let bytes = render(report, format, request.theme) else {
      Output.tellProblems(of: reading)
      throw ExitStatus.impossible
    }
    try Output.deliver(bytes, to: request.outputFile)
    try Output.endOnProblems(of: reading)
  }

  private func render(_ report: TableReport, _ format: TableFormat, _ theme: Theme) -> [UInt8]? {
    switch format {
    case .text: TableText.render(report, theme: theme)
    case .markdown: TableMarkdown.render(report)
    case .json: TableJSON.render(report)
    case .csv: TableCSV.render(report)
    case .html: TableHTML.render(report)
    case .openpsa: model(report)
    }
  }

  /// One root gate, so one cluster.
  private func model(_ report: TableReport) -> [UInt8]? {
    guard report.clusters.count == 1, let entry = report.clusters.first,
      let service = Service(rawValue: service)
    else {
      Output.remark("-o openpsa wants one cluster, not \(report.clusters.count)")
      return nil
    }
    guard let bytes = TableOpenPSA.render(entry, service: service) else {
      Output.remark(
        "\(entry.cluster.name): no assumptions give a probability, or it is not known when "
          + "\(service.rawValue) stops")
      return nil
    }
    return bytes
  }

  /// Says on standard error what differs.
  private func isFresh(
    _ path: String, _ report: TableReport, _ request: InputRequest
  ) throws -> Bool {
    let text: String
    do throws(System.Failure) {
      text = try Tabling.document(at: path)
    } catch {
      Output.remark("\(path) \(error.message)")
      throw ExitStatus.impossible
    }
    var differences: [String]
    if exact {
      guard let now = render(report, output ?? .markdown, .plain) else {
        throw ExitStatus.impossible
      }
      let isIn = text.contains(String(decoding: now, as: UTF8.self))
      differences = isIn ? [] : ["it differs from what would be written now"]
    } else {
      differences = TableCheck.differences(in: text, report)
    }
    for difference in differences { Output.remark("\(path) is stale: \(difference)") }
    return differences.isEmpty
  }
}
