package import Syntax

/// One API server of the cluster.
package struct APIServer: Sendable {
  /// Its node's name.
  package let name: String
  /// Index of its node in the cluster's nodes; `nil` where the machine is not known as a node.
  package let node: Int?
  package let invocation: Invocation
  package let servers: EtcdServers

  package init(name: String, node: Int?, invocation: Invocation, servers: EtcdServers) {
    self.name = name
    self.node = node
    self.invocation = invocation
    self.servers = servers
  }
}

/// The etcd endpoints of one API server, resolved to members of the main cluster.
package struct EtcdServers: Sendable {
  /// Where the endpoints are given.
  package enum Source: Sendable, Hashable {
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

  package let source: Source
  /// The whole value, or the nearest place.
  package let span: Span?
  package let endpoints: [EtcdEndpoint]

  package init(source: Source, span: Span?, endpoints: [EtcdEndpoint]) {
    self.source = source
    self.span = span
    self.endpoints = endpoints
  }

  /// Whether the list is a fact that a document states.
  package var isStated: Bool {
    switch source {
    case .flag, .list: true
    case .policy, .assumed, .missing, .unknown: false
    }
  }

  /// Indices of the members that the list reaches, each once, in member order.
  package var members: [Int] { Array(Set(endpoints.compactMap(\.member))).sorted() }
}

/// One endpoint of an API server's list.
package struct EtcdEndpoint: Sendable {
  package let text: Located<String>
  /// Index of the member it reaches; `nil` where none matches.
  package let member: Int?

  package init(text: Located<String>, member: Int?) {
    self.text = text
    self.member = member
  }
}
