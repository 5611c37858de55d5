import ArgumentParser
import HaplanKit
import Reporting

/// The formats of `migrate`.
enum MigrationFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json
}

extension MigrationTool: ExpressibleByArgument {}

struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The safe way from one topology to another, step by step.",
    discussion: """
      EXAMPLES
        haplan migrate one.yaml three.yaml
        haplan migrate inventory/ new-inventory/ -o markdown > runbook.md
        haplan migrate members.json three.yaml --dead etcd-2
        haplan migrate one.yaml three.yaml --live members.json     where to go on

      FROM and TO are any descriptions that say which members etcd has: a haplan spec, an inventory,
      or what `etcdctl member list -w json` prints. With `etcdctl endpoint status --cluster -w json`
      beside that, members that do not answer are known to be dead.

      EXIT STATUS
        0  the steps, or nothing to do
        1  not possible, with the reason; or the running etcd is not where the steps lead
        2  the job could not be done, or an input has a problem
      """)

  @Argument(help: "What there is: a file or a folder.", completion: .file())
  var from: String

  @Argument(help: "What there shall be: a file or a folder.", completion: .file())
  var to: String

  @Option(
    name: .output,
    help: "The format: \(MigrationFormat.allValueStrings.joined(separator: ", ")).")
  var output = MigrationFormat.text

  @Option(help: "A member of FROM that does not answer; repeatable, or comma-separated.")
  var dead: [String] = []

  @Option(
    help: """
      Who runs the cluster: \(MigrationTool.allValueStrings.joined(separator: ", ")). Without it: \
      the tool whose documents these are.
      """)
  var tool: MigrationTool?

  @Option(
    help: "What etcdctl says now of the members: refuse, or tell the step to go on with.",
    completion: .file())
  var live: [String] = []

  @ArgumentParser.Flag(
    help: "Allow what the tool itself does without quorum for a moment, in a maintenance window.")
  var acceptOutage = false

  @Option(
    name: .customLong("output-file"), help: "Write to this file instead of standard output.",
    completion: .file())
  var outputFile: String?

  @Option(help: "When to colour: auto (on a terminal), always or never.")
  var color = ColorChoice.auto

  func run() throws {
    var request = InputRequest()
    request.outputFile = outputFile
    request.color = color
    let report = try MigrationRun(
      from: [from], to: [to], dead: dead, tool: tool, live: live, acceptsOutage: acceptOutage
    ).report()
    let bytes =
      switch output {
      case .text: MigrationText.render(report, theme: request.theme)
      case .markdown: MigrationMarkdown.render(report)
      case .json: MigrationJSON.render(report)
      }
    try Output.deliver(bytes, to: outputFile)
    if !report.isFeasible { throw ExitStatus.found }
  }
}
