import HaplanKit
import Reporting
import Rules

/// One call of `check`, as plain values.
struct CheckRequest {
  var input = InputRequest()
  var output = CheckFormat.text
  var failOn = FailOn.error
  var reports: [ExtraReport] = []
  /// Counts of the rules in place of the findings.
  var showsStatistics = false
  /// Where all findings are written to as accepted.
  var newBaseline: String?
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
    if case .diff = fix.mode { try fix.printDiff(input) }
    let left = try fix.write(input)
    try finish(left.reading, left.report, isWhole: left.isWhole)
  }

  private func finish(
    _ reading: Reading, _ report: CheckReport, isWhole: Bool
  ) throws(ExitStatus) -> Never {
    var report = report
    for remark in report.remarks { Output.remark(remark) }
    if let newBaseline { try accept(&report, in: newBaseline) }
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

  /// Writes the findings as a baseline; what the file there says of those it knows is kept.
  private func accept(_ report: inout CheckReport, in path: String) throws(ExitStatus) {
    var known = Baseline()
    if System.kind(of: path) == .file {
      let (baseline, fault) = Baseline.read(path)
      if let fault { throw Output.tell([fault]) }
      known = baseline ?? known
    }
    try Output.deliver(known.updated(with: report).write(), to: path)
    let count = report.findings.count
    Output.remark("\(count) \(count == 1 ? "finding" : "findings") accepted in \(path)")
    report.suppressed += report.findings.map { .init($0, isInSource: false, reason: "") }
    report.findings = []
  }

  private func render(_ report: CheckReport, _ format: CheckFormat) -> [UInt8] {
    if showsStatistics, format == .text { return CheckStatistics.text(report) }
    if showsStatistics, format == .json { return CheckStatistics.json(report) }
    return switch format {
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
