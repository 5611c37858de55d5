public import Syntax

/// What an API server lists as etcd endpoints where no flag says it.
public enum EndpointPolicy: String, Sendable, CaseIterable {
  case local, all
}

/// A control-plane node that a document names.
public struct NodeFact: Sendable {
  /// Empty: the node is called like the machine whose part states it.
  public var name: String
  /// Where the API servers and etcd of other machines reach it.
  public var address: Located<String>?
  /// Further names and addresses that it answers to: `ip` beside `ansible_host`, InternalIP and
  /// ExternalIP, a host name.
  public var otherAddresses: [Located<String>] = []
  /// Whether the name is made up because the document only counts: machines that are seen take
  /// such places.
  public var isCounted = false
  public var domains: [DomainPlace] = []
  /// The machine group that makes it, whose one place is the node's.
  public var group: String?
  /// The programs that run on it.
  public var components = Component.all
  /// What its API server lists, where that differs from the others'.
  public var endpointPolicy: Located<EndpointPolicy>?
  public var span: Span

  public init(name: String, span: Span) {
    self.name = name
    self.span = span
  }
}

extension NodeFact {
  /// Every address that is known of it, the best first.
  public var addresses: [Located<String>] {
    address.map { [$0] + otherAddresses } ?? otherAddresses
  }
}

/// One entry of a list of hosts, as it is written: before a tool takes equal names for one host.
public struct HostFact: Sendable, Hashable {
  /// kubeadm's documents of single machines, which together are such a list.
  public static let localEndpoints = "localAPIEndpoint"

  /// The list that it stands in: `kube_control_plane`, `hosts`.
  public var list: String
  /// `nil` where the list has addresses alone.
  public var name: Located<String>?
  /// What other machines reach it by.
  public var addresses: [Located<String>] = []
  /// Whether the tool takes equal names of one list for one host, and says nothing.
  public var isFolded = false
  public var span: Span

  public init(list: String, span: Span) {
    self.list = list
    self.span = span
  }
}

/// A member that a document names, or counts.
public struct MemberFact: Sendable {
  /// `nil`: not given; sealing calls it `etcd-1…n`.
  public var name: Located<String>?
  public var clientURLs: [Located<String>] = []
  public var peerURLs: [Located<String>] = []
  /// Where it listens for clients, beside the URLs that it tells them: no wildcards, no loopback.
  public var listenURLs: [Located<String>] = []
  /// The name of the node that it stands on.
  public var node: Located<String>?
  public var isLearner = false
  /// Whether it ever started; only a running cluster knows of a member that did not.
  public var isStarted = true
  /// etcd's number of it, hexadecimal, as `etcdctl member remove` takes it.
  public var id: String?
  public var domains: [DomainPlace] = []
  public var span: Span

  public init(span: Span) { self.span = span }
}

/// A further etcd cluster, as `--etcd-servers-overrides` has them.
public struct OverrideFact: Sendable {
  public var name: String
  public var resources: [Located<String>] = []
  public var topology: Located<EtcdCluster.Topology>?
  public var members: [MemberFact] = []
  /// Where its members or their count are stated; `nil`: one on each control-plane node.
  public var membersStatedAt: Span?
  public var span: Span

  public init(name: String, span: Span) {
    self.name = name
    self.span = span
  }
}

/// A further file of the cluster, named in a haplan spec.
public struct SourceFact: Sendable {
  /// Relative to the spec's folder.
  public var path: Located<String>
  /// The machine whose file it is.
  public var node: Located<String>?

  public init(path: Located<String>, node: Located<String>?) {
    self.path = path
    self.node = node
  }
}
