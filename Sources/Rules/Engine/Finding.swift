package import Syntax

/// A violation as it is reported.
package struct Finding: Sendable {
  package let rule: String
  package let category: Category
  package let severity: Severity
  package let message: String
  package let label: String?
  package let notes: [String]
  package let help: String?
  /// The cluster's name; `nil` for findings on a file.
  package let cluster: String?
  package let span: Span
  package let related: [Violation.Related]
  package let fixes: [FixEdits]

  /// A fix as exact edits.
  package struct FixEdits: Sendable, Hashable {
    package let title: String
    package let safety: Fix.Safety
    /// In order, none overlapping another; empty for a suggestion that no edit can carry.
    package let edits: [TextEdit]

    package init(title: String, safety: Fix.Safety, edits: [TextEdit]) {
      self.title = title
      self.safety = safety
      self.edits = edits
    }
  }

  package init(
    rule: String, category: Category, severity: Severity, message: String, label: String?,
    notes: [String], help: String?, cluster: String?, span: Span, related: [Violation.Related],
    fixes: [FixEdits]
  ) {
    self.rule = rule
    self.category = category
    self.severity = severity
    self.message = message
    self.label = label
    self.notes = notes
    self.help = help
    self.cluster = cluster
    self.span = span
    self.related = related
    self.fixes = fixes
  }
}
