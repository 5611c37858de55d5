public import Syntax

/// Something that is not known, and what follows from that; shown under `unknown`.
public struct Gap: Sendable, Hashable {
  /// The fact that is missing where a dump of nodes shows no control plane.
  public static let hiddenControlPlane = "control-plane"

  /// What it is about, `class:name` or `cluster`.
  public let about: String
  /// The fact that is missing, in one word or two: `zone`, `count`, `etcd-servers`.
  public let fact: String
  public let message: String
  public let span: Span

  public init(about: String, fact: String, message: String, span: Span) {
    self.about = about
    self.fact = fact
    self.message = message
    self.span = span
  }
}
