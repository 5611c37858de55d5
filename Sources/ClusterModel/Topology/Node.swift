package import Syntax

/// A control-plane or etcd machine.
package struct Node: Sendable {
  package let name: String
  package let address: Located<String>?
  /// Further names and addresses that it answers to.
  package let otherAddresses: [Located<String>]
  package let domains: [DomainPlace]
  /// Whether it runs the control plane's components; an external etcd member's own machine does not.
  package let isControlPlane: Bool
  package let span: Span

  package init(
    name: String, address: Located<String>?, otherAddresses: [Located<String>] = [],
    domains: [DomainPlace], isControlPlane: Bool, span: Span
  ) {
    self.name = name
    self.address = address
    self.otherAddresses = otherAddresses
    self.domains = domains
    self.isControlPlane = isControlPlane
    self.span = span
  }
}

extension Node {
  /// Every address that is known of it.
  package var addresses: [Located<String>] {
    address.map { [$0] + otherAddresses } ?? otherAddresses
  }

  /// The same node, standing in one place more.
  func adding(_ place: DomainPlace) -> Node {
    Node(
      name: name, address: address, otherAddresses: otherAddresses, domains: domains + [place],
      isControlPlane: isControlPlane, span: span)
  }
}
