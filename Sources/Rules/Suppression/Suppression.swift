package import Syntax

/// Findings that an author accepts, where the input says so.
package struct Suppression: Sendable {
  /// A rule as the author names it.
  package struct Name: Sendable {
    package let rule: String
    package let span: Span
  }

  /// Where the findings must begin.
  enum Scope: Sendable {
    /// On these lines, from 1.
    case lines(ClosedRange<Int>)
    /// Inside this place: a Kubernetes object.
    case object(Span)
    case file

    /// Narrower ones are asked first.
    var rank: Int {
      switch self {
      case .lines: 0
      case .object: 1
      case .file: 2
      }
    }
  }

  /// How long it holds.
  enum Limit: Sendable {
    case never
    /// The last day on which it holds.
    case until(CalendarDay)
    /// What stands behind `until=`, where that is no day.
    case unreadable(String)
  }

  /// The comment from `#` on, or the annotation's key and value.
  package let span: Span
  /// Empty where the author names none, which accepts nothing.
  package let names: [Name]
  let scope: Scope
  let limit: Limit
  package let reason: String
  /// Whether it is a comment; else it is an annotation.
  let isComment: Bool
}
