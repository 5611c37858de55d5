package import Syntax

/// Something that is not known, and what follows from that; shown under `unknown`.
package struct Gap: Sendable, Hashable {
  /// The fact that is missing where a dump of nodes shows no control plane.
  package static let hiddenControlPlane = "control-plane"

  /// What it is about, `class:name` or `cluster`.
  package let about: String
  /// The fact that is missing, in one word or two: `zone`, `count`, `etcd-servers`.
  package let fact: String
  package let message: String
  package let span: Span

  package init(about: String, fact: String, message: String, span: Span) {
    self.about = about
    self.fact = fact
    self.message = message
    self.span = span
  }
}
