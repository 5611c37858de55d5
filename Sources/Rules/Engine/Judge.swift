import ClusterModel
package import Syntax

/// Runs rules over one cluster and makes findings of what they answer: names, severities, one
/// finding for one cause, in order.
package enum Judge {
  /// Findings sorted by place, then rule. `severities` replaces all grades of the rules that it
  /// names; a default that nobody wrote stays a note at most. `edits` are the exact edits of a fix,
  /// empty where no format can carry it: then it is left out, unless it is a suggestion.
  package static func findings(
    in view: ClusterView, rules: [any Rule.Type] = Catalog.rules,
    severities: [String: Severity] = [:], settings: Settings? = nil, edits: (Fix) -> [TextEdit]
  ) -> [Finding] {
    var judged: [Entry] = []
    for rule in rules { judge(rule, view, severities, settings, into: &judged) }
    if judged.isEmpty { return [] }
    let silenced = silencedPairs(judged)
    let spoken = judged.filter { entry in
      !silenced.contains(Silence(rule: entry.about.name, subject: entry.violation.subject))
    }
    var seen: Set<Key> = []
    return
      spoken
      .filter { seen.insert(Key($0)).inserted }
      .sorted(by: inOrder)
      .map { finding($0, cluster: view.cluster.name, edits) }
  }

  /// What differs from file to file; asked for each violation before any rule stands in for another.
  package struct Settings {
    let isWanted: (RuleAbout, FileID) -> Bool
    /// `nil`: as the rule has it.
    let severity: (RuleAbout, FileID) -> Severity?

    package init(
      isWanted: @escaping (RuleAbout, FileID) -> Bool,
      severity: @escaping (RuleAbout, FileID) -> Severity?
    ) {
      self.isWanted = isWanted
      self.severity = severity
    }
  }

  /// A violation with its rule, loud enough to be heard.
  private struct Entry {
    let about: RuleAbout
    let severity: Severity
    let violation: Violation
  }

  private struct Silence: Hashable {
    let rule: String
    let subject: String
  }

  /// What makes two findings the same: several machines may share one place.
  private struct Key: Hashable {
    let rule: String
    let span: Span
    let message: String

    init(_ entry: Entry) {
      rule = entry.about.name
      span = entry.violation.span
      message = entry.violation.message
    }
  }

  private static func judge(
    _ rule: any Rule.Type, _ view: ClusterView, _ severities: [String: Severity],
    _ settings: Settings?, into entries: inout [Entry]
  ) {
    let violations = rule.init().violations(in: view)
    guard !violations.isEmpty else { return }
    let about = rule.about
    for violation in violations {
      if let settings, !settings.isWanted(about, violation.span.file) { continue }
      let grade = (violation.grade ?? about.grades.first)?.severity(in: view.profile)
      let asked =
        settings.map { $0.severity(about, violation.span.file) }
        ?? (severities[about.name] ?? severities[about.category.rawValue])
      if let severity = severity(of: violation, asked: asked, graded: grade) {
        entries.append(Entry(about: about, severity: severity, violation: violation))
      }
    }
  }

  private static func severity(
    of violation: Violation, asked: Severity?, graded: Severity?
  ) -> Severity? {
    guard let severity = asked ?? graded else { return nil }
    return violation.isAboutDefault ? min(severity, .note) : severity
  }

  private static func silencedPairs(_ entries: [Entry]) -> Set<Silence> {
    var pairs: Set<Silence> = []
    for entry in entries {
      for rule in entry.about.standsInFor {
        pairs.insert(Silence(rule: rule, subject: entry.violation.subject))
        for subject in entry.violation.furtherSubjects {
          pairs.insert(Silence(rule: rule, subject: subject))
        }
      }
    }
    return pairs
  }

  private static func inOrder(_ left: Entry, _ right: Entry) -> Bool {
    (left.violation.span, left.about.name, left.violation.message)
      < (right.violation.span, right.about.name, right.violation.message)
  }

  private static func finding(
    _ entry: Entry, cluster: String, _ edits: (Fix) -> [TextEdit]
  ) -> Finding {
    let violation = entry.violation
    let fixes = violation.fixes.compactMap { fix -> Finding.FixEdits? in
      let exact = edits(fix)
      guard !exact.isEmpty || fix.safety == .suggestion else { return nil }
      return Finding.FixEdits(title: fix.title, safety: fix.safety, edits: exact)
    }
    return Finding(
      rule: entry.about.name, category: entry.about.category, severity: entry.severity,
      message: violation.message, label: violation.label, notes: violation.notes,
      help: violation.help, cluster: entry.about.category.isAboutFiles ? nil : cluster,
      span: violation.span, related: violation.related, fixes: fixes)
  }
}
