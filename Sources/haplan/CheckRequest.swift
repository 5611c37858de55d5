import HaplanKit
import Reporting
import Rules

/// One call of `check`, as plain values.
struct CheckRequest {
  var input = InputRequest()
  var output = CheckFormat.text
  var failOn = FailOn.error

  /// Checks, prints, and ends with the status that the findings demand.
  func run() throws(ExitStatus) {
    let reading = try input.read()
    var report = Checking.report(of: reading, options: input.options)
    let level = failOn.severity
    let isFailing = level.map { level in report.findings.contains { $0.severity >= level } }
    if input.isQuiet, let level { report.findings.removeAll { $0.severity < level } }
    try Output.deliver(render(report), to: input.outputFile)
    if !report.problems.isEmpty { throw .impossible }
    if isFailing == true { throw .found }
  }

  private func render(_ report: CheckReport) -> [UInt8] {
    switch output {
    case .text: CheckText.render(report, theme: input.theme, isQuiet: input.isQuiet)
    case .concise: CheckConcise.render(report)
    case .json: CheckJSON.render(report)
    }
  }
}
