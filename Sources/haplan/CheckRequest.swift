import HaplanKit
import Reporting
import Rules

/// One call of `check`, as plain values.
struct CheckRequest {
  var input = InputRequest()
  var output = CheckFormat.text
  var failOn = FailOn.error

  /// Checks, prints, and ends the program with the status that the findings demand. The memory of
  /// thousands of clusters is left to the system: giving it back piece by piece takes longer.
  func run() throws(ExitStatus) -> Never {
    let reading = try input.read()
    var report = Checking.report(of: reading, options: input.options)
    let level = failOn.severity
    let isFailing = level.map { level in report.findings.contains { $0.severity >= level } }
    if input.isQuiet {
      report.findings.removeAll { finding in level.map { finding.severity < $0 } ?? true }
    }
    try Output.deliver(render(report), to: input.outputFile)
    let status =
      !report.problems.isEmpty ? ExitStatus.impossible : isFailing == true ? .found : .done
    withExtendedLifetime((reading, report)) { Output.exit(status) }
  }

  private func render(_ report: CheckReport) -> [UInt8] {
    switch output {
    case .text: CheckText.render(report, theme: input.theme, isQuiet: input.isQuiet)
    case .concise: CheckConcise.render(report)
    case .json: CheckJSON.render(report)
    }
  }
}
