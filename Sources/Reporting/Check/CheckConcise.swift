internal import Rules
internal import Syntax

/// `path:line:column: severity[rule] message`, a line each.
package enum CheckConcise {
  /// The report as UTF-8, a line a finding.
  package static func render(_ report: CheckReport) -> [UInt8] {
    var lines: [String] = report.problems.problems.map { problem in
      let place = problem.problem.span.map { report.files.place($0) } ?? "\(problem.path)"
      return "\(place): error[input-problem] \(problem.problem.message)"
    }
    lines += report.findings.map { finding in
      "\(report.files.place(finding.span)): \(finding.severity.rawValue)[\(finding.rule)] "
        + finding.message
    }
    return lines.reduce(into: []) { $0 += Array((Visible.text($1) + "\n").utf8) }
  }
}
