package import Syntax

/// What one document says of one cluster: facts with their places, before they are folded with
/// those of other documents. A reader fills in what it read; whatever it leaves out is not known.
package struct ClusterPart: Sendable {
  package let format: FormatName
  /// The nearest place for what is about the document as a whole.
  package let anchor: Span
  /// Whether the document describes a whole cluster; else it is a part of one machine.
  package let isWhole: Bool
  package var name: Located<String>?
  /// What names the machine of a loose part: its advertised address.
  package var machineHint: Located<String>?
  package var kubernetesVersion: Located<String>?
  /// `nil`: not said; `.value == nil`: `auto` is said.
  package var profile: Located<Profile?>?
  package var endpoint: Located<String>?
  package var topology: Located<EtcdCluster.Topology>?
  /// Control-plane nodes that the document names.
  package var nodes: [NodeFact] = []
  /// Where the document states the complete list, or the count, of control-plane nodes.
  package var nodesStatedAt: Span?
  /// Members of the main etcd cluster that the document names.
  package var members: [MemberFact] = []
  /// Where the document states the complete list, or the count, of members; `nil` where the
  /// members follow from the nodes (`stackedByNodes`) or are only a lower bound.
  package var membersStatedAt: Span?
  /// Stacked etcd without members of its own: one on each control-plane node.
  package var hasMemberOnEachNode = false
  /// etcd endpoints that the document lists in a field that is no flag.
  package var endpointList: Located<[Located<String>]>?
  /// What API servers list where no flag says it.
  package var endpointPolicy: Located<EndpointPolicy>?
  package var overrides: [OverrideFact] = []
  package var flagSets: [FlagSet] = []
  package var connections: [Component: Located<Elector.Path>] = [:]
  package var balancers: [BalancerFact] = []
  /// Where the document states the complete list of balancers.
  package var balancersStatedAt: Span?
  package var workers: Located<Int>?
  /// Levels of failure domains, widest first.
  package var levels: [String] = []
  package var requirements: Requirements?
  package var assumptions: Assumptions?
  package var sources: [SourceFact] = []
  package var gaps: [Gap] = []
  package var marks: [TextMark] = []
  package var conflicts: [Conflict] = []
  /// Both `etcd.local` and `etcd.external`, or neither where one is needed: the two places.
  package var localAndExternal: (local: Span, external: Span)?

  package init(format: FormatName, anchor: Span, isWhole: Bool) {
    self.format = format
    self.anchor = anchor
    self.isWhole = isWhole
  }
}

/// What an API server lists as etcd endpoints where no flag says it.
package enum EndpointPolicy: String, Sendable, CaseIterable {
  case local, all
}

/// A control-plane node that a document names.
package struct NodeFact: Sendable {
  package var name: String
  package var address: Located<String>?
  package var domains: [DomainPlace] = []
  package var span: Span

  package init(name: String, span: Span) {
    self.name = name
    self.span = span
  }
}

/// A member that a document names, or counts.
package struct MemberFact: Sendable {
  /// `nil`: not given; sealing calls it `etcd-1…n`.
  package var name: Located<String>?
  package var clientURLs: [Located<String>] = []
  package var peerURLs: [Located<String>] = []
  /// The name of the node that it stands on.
  package var node: Located<String>?
  package var isLearner = false
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

/// A balancer that a document names.
package struct BalancerFact: Sendable {
  package var name: String
  package var kind: LoadBalancer.Kind = .other
  package var node: Located<String>?
  package var address: Located<String>?
  package var vip: Located<String>?
  package var domains: [DomainPlace] = []
  /// `nil`: not said.
  package var backends: Located<[Located<String>]>?
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
