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
  /// What documents of the same tool call this one, in the same file or in others:
  /// `kops/Cluster/prod`. Parts that share an identity, or refer to it, are one cluster.
  package var identities: [String] = []
  /// Identities of other documents that this one belongs with.
  package var refersTo: [String] = []
  /// The machine whose part it is; set by whoever gathers the files, before sealing.
  package var machine: String?
  /// What names the machine of a loose part: its advertised address.
  package var machineHint: Located<String>?
  package var kubernetesVersion: Located<String>?
  /// `nil`: not said; `.value == nil`: `auto` is said.
  package var profile: Located<Profile?>?
  package var endpoint: Located<String>?
  package var topology: Located<EtcdCluster.Topology>?
  /// The nearest place that speaks of etcd.
  package var etcdAnchor: Span?
  /// Control-plane nodes that the document names.
  package var nodes: [NodeFact] = []
  /// Where the document states the complete list, or the count, of control-plane nodes.
  package var nodesStatedAt: Span?
  /// Machines of etcd members that run no control plane, for what is known of them.
  package var etcdHosts: [NodeFact] = []
  /// Every entry of the document's lists of hosts, repeats included.
  package var hosts: [HostFact] = []
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
  /// Who runs the control plane, where its machines are none of the cluster's own: `EKS`.
  package var controlPlaneRunner: Located<String>?
  /// Objects that make machines: nodes may name one as their group.
  package var machineGroups: [MachineGroup] = []
  /// What names mean that machine groups of the same tool give as their places: a kOps subnet's zone.
  package var placeNames: [String: DomainPlace] = [:]
  /// Levels of failure domains, widest first.
  package var levels: [String] = []
  package var requirements: Requirements?
  package var assumptions: Assumptions?
  package var sources: [SourceFact] = []
  /// Further files that the part was read with: environment and configuration files of a command.
  /// What such a file would say by itself is said already.
  package var includedFiles: [FileID] = []
  /// Parts of the files that `sources` names.
  package var attached: [ClusterPart] = []
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
