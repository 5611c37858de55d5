import ClusterModel
import Syntax

/// Runs rules over one cluster and makes findings of what they answer: names, severities, one
/// finding for one cause, in order.
package struct Judge {
  /// Turns a fix into exact edits; `nil` where no format can carry it, and then it is left out.
  package typealias Editing = (Fix) -> Finding.FixEdits?

  private let rules: [any Rule.Type]
  private let severities: [String: Severity]

  /// `severities` replaces all grades of the rules that it names; a default that nobody wrote
  /// stays a note at most.
  package init(
    rules: [any Rule.Type] = Catalog.rules, severities: [String: Severity] = [:]
  ) {
    self.rules = rules
    self.severities = severities
  }

  /// Findings sorted by place, then rule.
  package func findings(in view: ClusterView, editing: Editing) -> [Finding] {
    let judged = rules.flatMap { judge($0, view) }
    let silenced = silencedPairs(judged)
    let spoken = judged.filter { entry in
      !silenced.contains(Silence(rule: entry.about.name, subject: entry.violation.subject))
    }
    var seen: Set<Key> = []
    return
      spoken
      .filter { seen.insert(Key($0)).inserted }
      .sorted(by: Self.inOrder)
      .map { finding($0, cluster: view.cluster.name, editing) }
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

  private func judge(_ rule: any Rule.Type, _ view: ClusterView) -> [Entry] {
    let about = rule.about
    return rule.init().violations(in: view).compactMap { violation in
      guard let severity = severity(of: violation, about, view.profile) else { return nil }
      return Entry(about: about, severity: severity, violation: violation)
    }
  }

  private func severity(
    of violation: Violation, _ about: RuleAbout, _ profile: Profile
  ) -> Severity? {
    let graded = (violation.grade ?? about.grades.first)?.severity(in: profile)
    guard let severity = severities[about.name] ?? graded else { return nil }
    return violation.isAboutDefault ? min(severity, .note) : severity
  }

  private func silencedPairs(_ entries: [Entry]) -> Set<Silence> {
    var pairs: Set<Silence> = []
    for entry in entries {
      for rule in entry.about.standsInFor {
        pairs.insert(Silence(rule: rule, subject: entry.violation.subject))
      }
    }
    return pairs
  }

  private static func inOrder(_ left: Entry, _ right: Entry) -> Bool {
    (left.violation.span, left.about.name, left.violation.message)
      < (right.violation.span, right.about.name, right.violation.message)
  }

  private func finding(_ entry: Entry, cluster: String, _ editing: Editing) -> Finding {
    let violation = entry.violation
    return Finding(
      rule: entry.about.name, category: entry.about.category, severity: entry.severity,
      message: violation.message, label: violation.label, notes: violation.notes,
      help: violation.help,
      cluster: entry.about.category.isAboutFiles ? nil : cluster,
      span: violation.span, related: violation.related,
      fixes: violation.fixes.compactMap(editing))
  }
}

extension Category {
  /// Whether its findings are about a file, whatever cluster the file belongs to.
  var isAboutFiles: Bool { self == .input || self == .suppression }
}
