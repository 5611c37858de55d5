internal import Rules
internal import Syntax

/// GitLab's Code Quality report: a JSON array.
package enum CheckGitLab {
  /// The report as UTF-8; paths are below the top of the repository.
  package static func render(_ report: CheckReport, root: SourceRoot) -> [UInt8] {
    var writer = JSONWriter()
    var prints = Fingerprints(report.files, root: root)
    writer.array { array in
      for problem in report.problems.problems {
        let line = problem.problem.span.map {
          report.files.lines($0.file).position(of: Int($0.start)).line
        }
        write(
          problem.problem.message, rule: "input-problem",
          fingerprint: prints.fingerprint(of: problem), severity: "blocker",
          path: root.relative(problem.path) ?? problem.path, lines: (line ?? 1)...(line ?? 1),
          to: &array)
      }
      for finding in report.findings {
        let map = report.files.lines(finding.span.file)
        let path = report.files.file(finding.span.file)?.path ?? ""
        let start = map.position(of: Int(finding.span.start)).line
        write(
          finding.message, rule: finding.rule, fingerprint: prints.fingerprint(of: finding),
          severity: severity(finding.severity), path: root.relative(path) ?? path,
          lines: start...max(start, map.position(of: Int(finding.span.end)).line), to: &array)
      }
    }
    return writer.finish()
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .note: "info"
    }
  }

  private static func write(
    _ message: String, rule: String, fingerprint: String, severity: String, path: String,
    lines: ClosedRange<Int>, to array: inout JSONWriter
  ) {
    array.object { object in
      object.field("description", message)
      object.field("check_name", rule)
      object.field("fingerprint", fingerprint)
      object.field("severity", severity)
      object.object("location") { location in
        location.field("path", Visible.path(path))
        location.object("lines") { object in
          object.field("begin", lines.lowerBound)
          object.field("end", lines.upperBound)
        }
      }
    }
  }
}
