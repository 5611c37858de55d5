public import Syntax

/// A balancer in front of the API servers.
public struct LoadBalancer: Sendable {
  /// What a balancer is made of, as `spec.loadBalancers[].kind` names it.
  public enum Kind: String, Sendable, CaseIterable {
    case haproxy, nginx, keepalived
    case kubeVIP = "kube-vip"
    case envoy, cloud, dns
    case nodeLocal = "node-local"
    case other

    /// Run by the cluster's owner on a machine that can fail; the others are no elements of their
    /// own unless something is said about their failing.
    public var isSelfRun: Bool { self != .cloud && self != .dns && self != .nodeLocal }
  }

  /// A program with one configuration, of which several balancers may be sections.
  public struct Program: Hashable, Sendable {
    /// What the program's machine, or the program itself, is called.
    public let name: String
    /// The configuration.
    public let place: Span

    public init(name: String, place: Span) {
      self.name = name
      self.place = place
    }
  }

  public private(set) var name: String
  /// The program that it is a section of, and fails with; `nil` where it is one by itself.
  public private(set) var program: Program?
  public let kind: Kind
  /// The format that states it, and can write its edits.
  public let format: FormatName
  /// Index of the node it runs on and falls with; `nil` for a machine of its own.
  public private(set) var node: Int?
  public private(set) var address: Located<String>?
  public let vip: Located<String>?
  /// `host:port` where it accepts connections; an empty host is every address.
  public let listens: [Located<String>]
  public private(set) var domains: [DomainPlace]
  public private(set) var backends: Backends
  /// Whether the list of backends shows all of them.
  public let hasAllBackends: Bool
  /// The check of all its backends; one of a backend's own counts before it.
  public let check: HealthCheck?
  /// What shows that it ends TLS, or reads requests, itself.
  public let endsTLS: Located<String>?
  /// Milliseconds after which it cuts a connection on which nothing is said.
  public let idleTimeout: Fact<Int64>?
  /// Places of its settings that decide for others too, which have nothing to do with the API.
  private let sharedPlaces: [Span]
  /// Its machine's part in holding virtual addresses by keepalived.
  public let vrrp: [VRRPInstance]
  /// How kube-vip elects the machine that holds the address.
  public let kubeVIP: KubeVIPFact?
  public let span: Span

  /// The API servers behind a balancer.
  public enum Backends: Sendable {
    /// Not said: all of them.
    case all
    /// `list` is the whole list's place.
    case stated([Backend], list: Span)
  }

  /// What a document states of a balancer, with its backends and its node resolved.
  public init(
    _ fact: BalancerFact, name: String, program: Program? = nil, format: FormatName, node: Int?,
    backends: Backends
  ) {
    self.name = name
    self.program = program
    self.format = format
    kind = fact.kind
    self.node = node
    address = fact.address
    vip = fact.vip
    listens = fact.listens
    domains = fact.domains
    self.backends = backends
    hasAllBackends = !fact.mayHaveMoreBackends
    check = fact.check
    endsTLS = fact.endsTLS
    idleTimeout = fact.idleTimeout
    sharedPlaces = fact.sharedPlaces
    vrrp = fact.vrrp
    kubeVIP = fact.kubeVIP
    span = fact.span
  }

  /// The same balancer in other domains.
  public func standing(in domains: [DomainPlace]) -> LoadBalancer {
    var other = self
    other.domains = domains
    return other
  }

  /// Another one like it, on a machine of its own.
  public func another(named name: String, in domains: [DomainPlace]) -> LoadBalancer {
    var other = standing(in: domains)
    other.name = name
    other.program = nil
    other.node = nil
    other.address = nil
    return other
  }

  /// The same balancer with one more API server behind it, where its backends are listed.
  public func also(leadingTo apiServer: Int) -> LoadBalancer {
    guard case .stated(let backends, let list) = backends else { return self }
    let fact = BackendFact(text: Located("", list), entry: list)
    var other = self
    other.backends = .stated(backends + [Backend(fact, apiServer: apiServer)], list: list)
    return other
  }

  /// The backends that a document lists; empty where none does.
  public var listedBackends: [Backend] {
    if case .stated(let backends, _) = backends { backends } else { [] }
  }

  /// Whether a place decides for others too, so that a change there would change them.
  public func isShared(_ place: Span) -> Bool {
    sharedPlaces.contains { shared in
      shared.file == place.file && shared.start <= place.start && place.end <= shared.end
    }
  }

  /// How a backend is checked; `nil` where nothing is known of it.
  public func check(of backend: Backend) -> HealthCheck? { backend.check ?? check }
}

/// One backend of a balancer.
public struct Backend: Sendable {
  public let fact: BackendFact
  /// Index of the API server that it is, in the cluster's API servers; `nil` for none.
  public let apiServer: Int?

  public init(_ fact: BackendFact, apiServer: Int?) {
    self.fact = fact
    self.apiServer = apiServer
  }

  /// `host:port` or `host`.
  public var text: Located<String> { fact.text }
  /// Its own check; `nil`: the balancer's.
  public var check: HealthCheck? { fact.check }
}
