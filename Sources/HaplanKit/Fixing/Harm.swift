internal import Reporting
internal import Rules
internal import Syntax

/// What a set of fixes did besides mending: judged by comparing the reports before and after.
struct Harm {
  /// Why a fix cannot stay, by the path that the harm shows at; `nil` for the whole run.
  private(set) var reasons: [(path: String, reason: String)] = []

  /// A finding, by what survives an edit.
  private struct Place {
    let rule: String
    let path: String
    let message: String
    let range: Range<Int>

    init(_ finding: Finding, _ report: CheckReport) {
      rule = finding.rule
      path = report.files.file(finding.span.file)?.path ?? ""
      message = finding.message
      range = finding.span.range
    }

    /// Whether a later finding is this one again.
    func isAgain(_ other: Place, movedTo range: Range<Int>) -> Bool {
      guard rule == other.rule, path == other.path else { return false }
      if range.lowerBound < other.range.upperBound, other.range.lowerBound < range.upperBound {
        return true
      }
      return message == other.message && range.lowerBound <= other.range.upperBound
        && other.range.lowerBound <= range.upperBound
    }
  }

  /// Compares: `fixed` are the findings, of the report before, whose fixes are among `edits`.
  init(
    before: CheckReport, after: CheckReport, edits: EditSet, fixed: [Finding]
  ) {
    addProblems(before, after)
    let old = Dictionary(grouping: before.findings.map { Place($0, before) }, by: \.rule)
    let new = Dictionary(grouping: after.findings.map { Place($0, after) }, by: \.rule)
    for finding in fixed {
      let place = Place(finding, before)
      let range = edits.moved(place.range, path: place.path)
      if new[place.rule]?.contains(where: { place.isAgain($0, movedTo: range) }) == true {
        reasons.append((place.path, "the finding would stay"))
      }
    }
    for finding in after.findings where finding.severity == .error {
      let place = Place(finding, after)
      let isOld = old[place.rule]?.contains { other in
        other.message == place.message && other.path == place.path
          || other.isAgain(place, movedTo: edits.moved(other.range, path: other.path))
      }
      if isOld != true {
        reasons.append((place.path, "it would bring error[\(place.rule)] \(place.message)"))
      }
    }
  }

  private mutating func addProblems(_ before: CheckReport, _ after: CheckReport) {
    let old = Set(before.problems.problems.map { Key($0) })
    for problem in after.problems.problems where !old.contains(Key(problem)) {
      reasons.append((problem.path, "it would break the file: \(problem.problem.message)"))
    }
  }

  private struct Key: Hashable {
    let path: String
    let message: String

    init(_ problem: ProblemReport.Problem) {
      path = problem.path
      message = problem.problem.message
    }
  }
}
