public import Syntax

/// A control-plane or etcd machine.
public struct Node: Sendable {
  public let name: String
  public let address: Located<String>?
  /// Further names and addresses that it answers to.
  public let otherAddresses: [Located<String>]
  public let domains: [DomainPlace]
  /// Whether it runs the control plane's components; an external etcd member's own machine does not.
  public let isControlPlane: Bool
  public let span: Span

  public init(
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
  public var addresses: [Located<String>] {
    address.map { [$0] + otherAddresses } ?? otherAddresses
  }

  /// The same node, standing in one place more.
  func adding(_ place: DomainPlace) -> Node {
    Node(
      name: name, address: address, otherAddresses: otherAddresses, domains: domains + [place],
      isControlPlane: isControlPlane, span: span)
  }
}
