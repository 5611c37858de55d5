import HaplanKit
import Reporting
import Rules

/// One call of `check`, as plain values.
struct CheckRequest {
  var input = InputRequest()
  var output = CheckFormat.text
  var failOn = FailOn.error
  var reports: [ExtraReport] = []
  /// `nil`: nothing is mended.
  var fix: FixRequest?

  /// A report beside the one that is printed.
  struct ExtraReport {
    let format: CheckFormat
    let path: String
  }

  /// Checks, prints, and ends the program with the status that the findings demand. The memory of
  /// thousands of clusters is left to the system: giving it back piece by piece takes longer.
  func run() throws(ExitStatus) -> Never {
    guard let fix else {
      let reading = try input.read()
      try finish(reading, Checking.report(of: reading, options: input.options), isWhole: true)
    }
    if fix.mode == .diff { try fix.printDiff(input) }
    let left = try fix.write(input)
    try finish(left.reading, left.report, isWhole: left.isWhole)
  }

  private func finish(
    _ reading: Reading, _ report: CheckReport, isWhole: Bool
  ) throws(ExitStatus) -> Never {
    var report = report
    let level = failOn.severity
    let isFailing = level.map { level in report.findings.contains { $0.severity >= level } }
    if input.isQuiet {
      report.findings.removeAll { finding in level.map { finding.severity < $0 } ?? true }
    }
    for extra in reports { try Output.deliver(render(report, extra.format), to: extra.path) }
    // Standard output holds the mended text where standard input was mended.
    if fix != nil, input.standardInputPath != nil, input.outputFile == nil {
      Output.write(render(report, output), to: .remarks)
    } else {
      try Output.deliver(render(report, output), to: input.outputFile)
    }
    let isDone = report.problems.isEmpty && isWhole
    let status = !isDone ? ExitStatus.impossible : isFailing == true ? .found : .done
    withExtendedLifetime((reading, report)) { Output.exit(status) }
  }

  private func render(_ report: CheckReport, _ format: CheckFormat) -> [UInt8] {
    switch format {
    case .text: CheckText.render(report, theme: input.theme, isQuiet: input.isQuiet)
    case .concise: CheckConcise.render(report)
    case .json: CheckJSON.render(report)
    case .sarif: CheckSARIF.render(report, root: Repository.root)
    case .junit: CheckJUnit.render(report)
    case .github: CheckGitHub.render(report, root: Repository.root)
    case .gitlab: CheckGitLab.render(report, root: Repository.root)
    case .checkstyle: CheckCheckstyle.render(report)
    case .markdown: CheckMarkdown.render(report)
    case .html: CheckHTML.render(report)
    }
  }
}
