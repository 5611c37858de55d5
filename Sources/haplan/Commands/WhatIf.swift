import ArgumentParser
import HaplanKit
import Reporting

/// The formats of `what-if`.
enum WhatIfFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct WhatIf: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "What still works after these failures, or on each side of a cut, and why.",
    discussion: """
      EXAMPLES
        haplan what-if cluster.yaml --fail zone=a --fail node=m3
        haplan what-if cluster.yaml --maintain m1 --all-single
        haplan what-if cluster.yaml --partition 'a|b,c'
        haplan what-if -o json cluster.yaml --all-pairs

      Classes are node, etcd-member, api-server, controller-manager, scheduler, load-balancer,
      machine, and the levels of failure domains that the input names.
      """)

  @Option(
    name: .output,
    help: "The format: \(WhatIfFormat.allValueStrings.joined(separator: ", ")).")
  var output = WhatIfFormat.text

  @Option(help: "CLASS=NAME that has failed; repeatable, or comma-separated.")
  var fail: [String] = []

  @Option(help: "A node that is drained; repeatable, or comma-separated.")
  var maintain: [String] = []

  @Option(help: "Sides between |, zones or nodes between commas; the rest is on all sides.")
  var partition: String?

  @ArgumentParser.Flag(help: "Every single failure, one after the other.")
  var allSingle = false

  @ArgumentParser.Flag(help: "Every pair of failures.")
  var allPairs = false

  @OptionGroup var input: InputOptions

  func validate() throws {
    if allSingle, allPairs { throw ValidationError("--all-single or --all-pairs, not both") }
  }

  func run() throws {
    let request = input.request
    let reading = try request.read()
    var question = WhatIfQuestion()
    question.failures = fail
    question.maintained = maintain
    question.partition = partition
    question.sweep = allSingle ? .singles : allPairs ? .pairs : nil
    let report: WhatIfReport
    do throws(QuestionProblem) {
      report = try question.report(of: reading)
    } catch {
      Output.tellProblems(of: reading)
      Output.remark(error.message)
      throw ExitStatus.impossible
    }
    let bytes =
      switch output {
      case .text: WhatIfText.render(report, theme: request.theme)
      case .json: WhatIfJSON.render(report)
      }
    try Output.deliver(bytes, to: request.outputFile)
    try Output.endOnProblems(of: reading)
  }
}
