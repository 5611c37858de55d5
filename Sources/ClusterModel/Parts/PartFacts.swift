package import Syntax

/// What an API server lists as etcd endpoints where no flag says it.
package enum EndpointPolicy: String, Sendable, CaseIterable {
  case local, all
}

/// A control-plane node that a document names.
package struct NodeFact: Sendable {
  /// Empty: the node is called like the machine whose part states it.
  package var name: String
  /// Where the API servers and etcd of other machines reach it.
  package var address: Located<String>?
  /// Further names and addresses that it answers to: `ip` beside `ansible_host`, InternalIP and
  /// ExternalIP, a host name.
  package var otherAddresses: [Located<String>] = []
  /// Whether the name is made up because the document only counts: machines that are seen take
  /// such places.
  package var isCounted = false
  package var domains: [DomainPlace] = []
  /// The machine group that makes it, whose one place is the node's.
  package var group: String?
  /// The programs that run on it.
  package var components = Component.all
  /// What its API server lists, where that differs from the others'.
  package var endpointPolicy: Located<EndpointPolicy>?
  package var span: Span

  package init(name: String, span: Span) {
    self.name = name
    self.span = span
  }
}

extension NodeFact {
  /// Every address that is known of it, the best first.
  package var addresses: [Located<String>] {
    address.map { [$0] + otherAddresses } ?? otherAddresses
  }
}

/// One entry of a list of hosts, as it is written: before a tool takes equal names for one host.
package struct HostFact: Sendable, Hashable {
  /// The list that it stands in: `kube_control_plane`, `hosts`.
  package var list: String
  /// `nil` where the list has addresses alone.
  package var name: Located<String>?
  /// What other machines reach it by.
  package var addresses: [Located<String>] = []
  /// Whether the tool takes equal names of one list for one host, and says nothing.
  package var isFolded = false
  package var span: Span

  package init(list: String, span: Span) {
    self.list = list
    self.span = span
  }
}

/// A member that a document names, or counts.
package struct MemberFact: Sendable {
  /// `nil`: not given; sealing calls it `etcd-1…n`.
  package var name: Located<String>?
  package var clientURLs: [Located<String>] = []
  package var peerURLs: [Located<String>] = []
  /// Where it listens for clients, beside the URLs that it tells them: no wildcards, no loopback.
  package var listenURLs: [Located<String>] = []
  /// The name of the node that it stands on.
  package var node: Located<String>?
  package var isLearner = false
  /// Whether it ever started; only a running cluster knows of a member that did not.
  package var isStarted = true
  /// etcd's number of it, hexadecimal, as `etcdctl member remove` takes it.
  package var id: String?
  package var domains: [DomainPlace] = []
  package var span: Span

  package init(span: Span) { self.span = span }
}

/// A further etcd cluster, as `--etcd-servers-overrides` has them.
package struct OverrideFact: Sendable {
  package var name: String
  package var resources: [Located<String>] = []
  package var topology: Located<EtcdCluster.Topology>?
  package var members: [MemberFact] = []
  /// Where its members or their count are stated; `nil`: one on each control-plane node.
  package var membersStatedAt: Span?
  package var span: Span

  package init(name: String, span: Span) {
    self.name = name
    self.span = span
  }
}

/// A further file of the cluster, named in a haplan spec.
package struct SourceFact: Sendable {
  /// Relative to the spec's folder.
  package var path: Located<String>
  /// The machine whose file it is.
  package var node: Located<String>?

  package init(path: Located<String>, node: Located<String>?) {
    self.path = path
    self.node = node
  }
}
