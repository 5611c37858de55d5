package import Syntax

/// What a rule found. The engine stamps the rule's name, category and severity on it.
package struct Violation: Sendable {
  /// A second place, with what is to be seen there.
  package struct Related: Hashable, Sendable {
    package let message: String
    package let span: Span

    package init(_ message: String, at span: Span) {
      self.message = message
      self.span = span
    }
  }

  /// What is wrong, with numbers and names, and what breaks; one sentence, no full stop.
  package let message: String
  package let span: Span
  /// A few words under the underlined place.
  package var label: String?
  package var related: [Related] = []
  /// Further sentences: the arithmetic, what users notice.
  package var notes: [String] = []
  /// What to do.
  package var help: String?
  package var fixes: [Fix] = []
  /// `nil`: the rule's first grade.
  package var grade: Grade?
  /// Nobody wrote the value it is about: never louder than a note.
  package var isAboutDefault = false
  /// What it is about, for rules that stand in for others: "etcd", an override's name, a machine.
  package var subject: String = ""
  /// What else it is about, where it speaks of several at once.
  package var furtherSubjects: [String] = []

  package init(_ message: String, at span: Span) {
    self.message = message
    self.span = span
  }
}
