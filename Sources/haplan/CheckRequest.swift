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
  /// Whether to check again whenever something changes.
  var isWatching = false
  /// Between two looks at the files.
  private static let pauseMilliseconds = 500
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
    if isWatching { try watch() }
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
    let status = try tell(report, isWhole: isWhole)
    withExtendedLifetime((reading, report)) { Output.exit(status) }
  }

  /// Prints the report; gives the status that it demands.
  private func tell(_ report: CheckReport, isWhole: Bool) throws(ExitStatus) -> ExitStatus {
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
      Output.say(render(report, output))
    } else {
      try Output.deliver(render(report, output), to: input.outputFile)
    }
    let isDone = report.problems.isEmpty && isWhole
    return !isDone ? .impossible : isFailing == true ? .found : .done
  }

  /// Checks now and whenever something that was read has changed, until the user ends it.
  private func watch() throws(ExitStatus) -> Never {
    var last: [String: [UInt8]]?
    while true {
      let reading = Reading.read(input.options)
      let texts = reading.textsByPath
      if texts != last {
        last = texts
        if System.isTerminal(1) { try Output.print("\u{1B}[2J\u{1B}[H") }
        if (try? input.expectSomething(reading)) != nil {
          _ = try tell(Checking.report(of: reading, options: input.options), isWhole: true)
        }
        Output.remark("watching; end it with Ctrl-C")
      }
      System.sleep(milliseconds: Self.pauseMilliseconds)
    }
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
