package import Syntax

/// A place at one level of failure domains: `zone: eu-1a`. Several names at one level are redundant
/// feeds: what hangs on them falls when all of them have fallen.
package struct DomainPlace: Sendable, Hashable {
  package let level: String
  /// Never empty.
  package let names: [String]
  package let span: Span

  package init(level: String, names: [String], span: Span) {
    self.level = level
    self.names = names
    self.span = span
  }
}
