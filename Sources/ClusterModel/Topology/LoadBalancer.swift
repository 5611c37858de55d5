package import Syntax

/// A balancer in front of the API servers.
package struct LoadBalancer: Sendable {
  /// What a balancer is made of, as `spec.loadBalancers[].kind` names it.
  package enum Kind: String, Sendable, CaseIterable {
    case haproxy, nginx, keepalived
    case kubeVIP = "kube-vip"
    case envoy, cloud, dns
    case nodeLocal = "node-local"
    case other

    /// Run by the cluster's owner on a machine that can fail; the others are no elements of their
    /// own unless something is said about their failing.
    package var isSelfRun: Bool { self != .cloud && self != .dns && self != .nodeLocal }
  }

  package let name: String
  package let kind: Kind
  /// Index of the node it runs on and falls with; `nil` for a machine of its own.
  package let node: Int?
  package let address: Located<String>?
  package let vip: Located<String>?
  package let domains: [DomainPlace]
  package let backends: Backends
  package let span: Span

  /// The API servers behind a balancer.
  package enum Backends: Sendable {
    /// Not said: all of them.
    case all
    /// `list` is the whole list's place.
    case stated([Backend], list: Span)
  }

  package init(
    name: String, kind: Kind, node: Int?, address: Located<String>?, vip: Located<String>?,
    domains: [DomainPlace], backends: Backends, span: Span
  ) {
    self.name = name
    self.kind = kind
    self.node = node
    self.address = address
    self.vip = vip
    self.domains = domains
    self.backends = backends
    self.span = span
  }
}

/// One backend of a balancer.
package struct Backend: Sendable {
  package let text: Located<String>
  /// Index of the API server that it is, in the cluster's API servers; `nil` for none.
  package let apiServer: Int?

  package init(text: Located<String>, apiServer: Int?) {
    self.text = text
    self.apiServer = apiServer
  }
}
