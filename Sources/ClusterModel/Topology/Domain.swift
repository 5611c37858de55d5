public import Syntax

/// A place at one level of failure domains: `zone: eu-1a`. Several names at one level are redundant
/// feeds: what hangs on them falls when all of them have fallen.
public struct DomainPlace: Sendable, Hashable {
  public let level: String
  /// Never empty.
  public let names: [String]
  public let span: Span

  public init(level: String, names: [String], span: Span) {
    self.level = level
    self.names = names
    self.span = span
  }
}
