package import Syntax

/// A control-plane or etcd machine.
package struct Node: Sendable {
  package let name: String
  package let address: Located<String>?
  package let domains: [DomainPlace]
  /// Whether it runs the control plane's components; an external etcd member's own machine does not.
  package let isControlPlane: Bool
  package let span: Span

  package init(
    name: String, address: Located<String>?, domains: [DomainPlace], isControlPlane: Bool,
    span: Span
  ) {
    self.name = name
    self.address = address
    self.domains = domains
    self.isControlPlane = isControlPlane
    self.span = span
  }
}
