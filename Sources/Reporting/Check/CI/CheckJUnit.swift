internal import Rules
internal import Syntax

/// JUnit's XML: a suite for each cluster, a case for each finding and for each rule without one.
package enum CheckJUnit {
  struct Suite {
    let name: String
    var cases: [String] = []
    var failures = 0
    var errors = 0
  }

  /// The report as UTF-8. Findings are failures of their severity's type; problems are errors of
  /// the suite `inputs`, which also has the findings that are about a file.
  package static func render(_ report: CheckReport) -> [UInt8] {
    var suites = report.clusters.map { cluster in suite(of: cluster.name, report) }
    let inputs = inputs(report)
    if !inputs.cases.isEmpty { suites.append(inputs) }
    let tests = suites.reduce(0) { $0 + $1.cases.count }
    let failures = suites.reduce(0) { $0 + $1.failures }
    let errors = suites.reduce(0) { $0 + $1.errors }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites name=\"haplan\" tests=\"\(tests)\" failures=\"\(failures)\" "
        + "errors=\"\(errors)\">",
    ]
    for suite in suites {
      lines.append(
        "  <testsuite name=\"\(XMLText.escaped(suite.name))\" tests=\"\(suite.cases.count)\" "
          + "failures=\"\(suite.failures)\" errors=\"\(suite.errors)\">")
      lines += suite.cases
      lines.append("  </testsuite>")
    }
    return Array((lines.joined(separator: "\n") + "\n</testsuites>\n").utf8)
  }

  private static func suite(of cluster: String, _ report: CheckReport) -> Suite {
    let own = report.findings.filter { $0.cluster == cluster }
    let found = Set(own.map(\.rule))
    var suite = Suite(name: cluster)
    for rule in report.rules where !found.contains(rule.name) && !rule.category.isAboutFiles {
      suite.cases.append(
        "    <testcase classname=\"haplan.\(rule.category.rawValue)\" name=\"\(rule.name)\"/>")
    }
    for finding in own { suite.add(finding, report.files) }
    return suite
  }

  private static func inputs(_ report: CheckReport) -> Suite {
    let names = Set(report.clusters.map(\.name))
    var suite = Suite(name: "inputs")
    for problem in report.problems.problems {
      suite.errors += 1
      let place = problem.problem.span.map { report.files.place($0) } ?? problem.path
      suite.cases +=
        [
          "    <testcase classname=\"haplan.input\" name=\"input-problem "
            + "\(XMLText.escaped(place))\">",
          "      <error type=\"input-problem\" "
            + "message=\"\(XMLText.escaped(problem.problem.message))\"/>",
          "    </testcase>",
        ].asOne
    }
    for finding in report.findings where finding.cluster.map({ !names.contains($0) }) ?? true {
      suite.add(finding, report.files)
    }
    return suite
  }
}

extension CheckJUnit.Suite {
  mutating func add(_ finding: Finding, _ files: FileTexts) {
    failures += 1
    let place = files.place(finding.span)
    let details =
      ["\(place): \(finding.severity.rawValue)[\(finding.rule)] \(finding.message)"]
      + finding.related.map { "\(files.place($0.span)): \($0.message)" }
      + finding.notes + (finding.help.map { ["help: \($0)"] } ?? [])
    cases +=
      [
        "    <testcase classname=\"haplan.\(finding.category.rawValue)\" "
          + "name=\"\(finding.rule) \(XMLText.escaped(place))\" "
          + "file=\"\(XMLText.escaped(files.file(finding.span.file)?.path ?? ""))\">",
        "      <failure type=\"\(finding.severity.rawValue)\" "
          + "message=\"\(XMLText.escaped(finding.message))\">"
          + details.map(XMLText.escaped).joined(separator: "\n") + "</failure>",
        "    </testcase>",
      ].asOne
  }
}

extension [String] {
  /// The lines as one item.
  fileprivate var asOne: [String] { [joined(separator: "\n")] }
}
