public import Syntax

/// A balancer that a document names.
public struct BalancerFact: Sendable {
  /// Empty: the balancer is called like the machine whose part states it. Facts of one name are one
  /// balancer: what haproxy.cfg says of the backends and keepalived.conf of the vip.
  public var name: String
  /// The section of the configuration, where one file has several balancers: `api-int`.
  public var section: String?
  public var kind: LoadBalancer.Kind = .other
  public var node: Located<String>?
  public var address: Located<String>?
  public var vip: Located<String>?
  /// `host:port` where it accepts connections; an empty host is every address.
  public var listens: [Located<String>] = []
  public var domains: [DomainPlace] = []
  /// `nil`: not said.
  public var backends: Located<[BackendFact]>?
  /// Whether there may be backends that the list does not show: a template, another file.
  public var mayHaveMoreBackends = false
  /// The check of all its backends; one of a backend's own counts before it.
  public var check: HealthCheck?
  /// What shows that it ends TLS, or reads requests, itself: `mode http`, `ssl`; `nil` where it passes
  /// connections on as they are, or where that is not known.
  public var endsTLS: Located<String>?
  /// Milliseconds after which it cuts a connection on which nothing is said, the shortest of both
  /// sides; `nil` where nothing is known of it.
  public var idleTimeout: Fact<Int64>?
  /// Places of its settings that decide for others too, which have nothing to do with the API.
  public var sharedPlaces: [Span] = []
  /// The machine's part in holding virtual addresses by keepalived.
  public var vrrp: [VRRPInstance] = []
  /// How kube-vip elects the machine that holds the address.
  public var kubeVIP: KubeVIPFact?
  public var span: Span

  public init(name: String, span: Span) {
    self.name = name
    self.span = span
  }
}

/// A backend that a balancer's configuration lists.
public struct BackendFact: Sendable {
  /// `host:port` or `host`; a version 6 address with a port stands in brackets.
  public var text: Located<String>
  /// What the balancer calls it: haproxy's `server NAME`.
  public var label: Located<String>?
  /// Used only when no other backend is up.
  public var isBackup = false
  /// Written down, but given no connections: `disabled`, `down`, weight 0.
  public var isDisabled = false
  /// Its own check; `nil`: the balancer's.
  public var check: HealthCheck?
  /// What a live balancer says of it: `healthy`, `draining`.
  public var state: Located<String>?
  /// The zone that the balancer sees it in.
  public var zone: Located<String>?
  /// All of its entry: the line or directive.
  public var entry: Span

  public init(text: Located<String>, entry: Span) {
    self.text = text
    self.entry = entry
  }
}
