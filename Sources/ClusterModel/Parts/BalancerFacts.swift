package import Syntax

/// A balancer that a document names.
package struct BalancerFact: Sendable {
  /// Empty: the balancer is called like the machine whose part states it. Facts of one name are one
  /// balancer: what haproxy.cfg says of the backends and keepalived.conf of the vip.
  package var name: String
  /// The section of the configuration, where one file has several balancers: `api-int`.
  package var section: String?
  package var kind: LoadBalancer.Kind = .other
  package var node: Located<String>?
  package var address: Located<String>?
  package var vip: Located<String>?
  /// `host:port` where it accepts connections; an empty host is every address.
  package var listens: [Located<String>] = []
  package var domains: [DomainPlace] = []
  /// `nil`: not said.
  package var backends: Located<[BackendFact]>?
  /// Whether there may be backends that the list does not show: a template, another file.
  package var mayHaveMoreBackends = false
  /// The check of all its backends; one of a backend's own counts before it.
  package var check: HealthCheck?
  /// What shows that it ends TLS, or reads requests, itself: `mode http`, `ssl`; `nil` where it passes
  /// connections on as they are, or where that is not known.
  package var endsTLS: Located<String>?
  /// Milliseconds after which it cuts a connection on which nothing is said, the shortest of both
  /// sides; `nil` where nothing is known of it.
  package var idleTimeout: Fact<Int64>?
  /// The machine's part in holding virtual addresses by keepalived.
  package var vrrp: [VRRPInstance] = []
  /// How kube-vip elects the machine that holds the address.
  package var kubeVIP: KubeVIPFact?
  package var span: Span

  package init(name: String, span: Span) {
    self.name = name
    self.span = span
  }
}

/// A backend that a balancer's configuration lists.
package struct BackendFact: Sendable {
  /// `host:port` or `host`; a version 6 address with a port stands in brackets.
  package var text: Located<String>
  /// What the balancer calls it: haproxy's `server NAME`.
  package var label: Located<String>?
  /// Used only when no other backend is up.
  package var isBackup = false
  /// Written down, but given no connections: `disabled`, `down`, weight 0.
  package var isDisabled = false
  /// Its own check; `nil`: the balancer's.
  package var check: HealthCheck?
  /// What a live balancer says of it: `healthy`, `draining`.
  package var state: Located<String>?
  /// The zone that the balancer sees it in.
  package var zone: Located<String>?
  /// All of its entry: the line or directive.
  package var entry: Span

  package init(text: Located<String>, entry: Span) {
    self.text = text
    self.entry = entry
  }
}
