public import Syntax

/// One API server of the cluster.
public struct APIServer: Sendable {
  /// Its node's name.
  public let name: String
  /// Index of its node in the cluster's nodes; `nil` where the machine is not known as a node.
  public let node: Int?
  public let invocation: Invocation
  public let servers: EtcdServers

  public init(name: String, node: Int?, invocation: Invocation, servers: EtcdServers) {
    self.name = name
    self.node = node
    self.invocation = invocation
    self.servers = servers
  }
}

/// The etcd endpoints of one API server, resolved to members of the main cluster.
public struct EtcdServers: Sendable {
  /// Where the endpoints are given.
  public enum Source: Sendable, Hashable {
    /// The flag `--etcd-servers`, of this flag set.
    case flag(flagSet: Int)
    /// A list of endpoints in another field, such as kubeadm's `etcd.external.endpoints`.
    case list
    /// `etcdEndpoints: local` or `all` in a haplan spec.
    case policy
    /// Nobody says: the local member where stacked, every member where external.
    case assumed
    /// Flags are given, `--etcd-servers` is not among them: the program would refuse to start.
    case missing
    /// It stands elsewhere, as the text says.
    case unknown(String)
  }

  public let source: Source
  /// The whole value, or the nearest place.
  public let span: Span?
  public let endpoints: [EtcdEndpoint]

  public init(source: Source, span: Span?, endpoints: [EtcdEndpoint]) {
    self.source = source
    self.span = span
    self.endpoints = endpoints
  }

  /// Whether the list is a fact that a document states.
  public var isStated: Bool {
    switch source {
    case .flag, .list: true
    case .policy, .assumed, .missing, .unknown: false
    }
  }

  /// Indices of the members that the list reaches, each once, in member order.
  public var members: [Int] { Array(Set(endpoints.compactMap(\.member))).sorted() }
}

/// One endpoint of an API server's list.
public struct EtcdEndpoint: Sendable {
  public let text: Located<String>
  /// Index of the member it reaches; `nil` where none matches.
  public let member: Int?

  public init(text: Located<String>, member: Int?) {
    self.text = text
    self.member = member
  }
}
