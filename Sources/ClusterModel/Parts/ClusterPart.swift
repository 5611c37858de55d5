public import Syntax

/// What one document says of one cluster: facts with their places, before they are folded with
/// those of other documents. A reader fills in what it read; whatever it leaves out is not known.
///
/// Three kinds of documents make parts:
/// - A whole cluster's (`isWhole`): a spec, an inventory, a kOps Cluster, a KubeadmControlPlane. Each
///   is a cluster of its own, unless `identities` and `refersTo` tie it to another.
/// - One machine's (`isOfMachine`): a unit, a manifest, an environment file, a balancer's
///   configuration, an RKE2 or Talos machine config. Its machine is found by its folder, so the
///   reader leaves `machine` alone and gives facts that are called like the machine an empty name:
///   `BalancerFact(name: "")` for an haproxy.cfg, `NodeFact(name: "")` for a machine config that
///   says that its machine is a control-plane node.
/// - A loose document about a cluster as a whole: a dump of nodes, `etcdctl member list`, an
///   InstanceGroup without its Cluster. It has no facts of one machine, and joins its folder's
///   cluster.
public struct ClusterPart: Sendable {
  public let format: FormatName
  /// The nearest place for what is about the document as a whole.
  public let anchor: Span
  /// Whether the document describes a whole cluster; else it is a loose part.
  public let isWhole: Bool
  /// Whether a running cluster told it of itself: what members there are, it knows better than
  /// the files that they were started with.
  public var isLive = false
  public var name: Located<String>?
  /// What documents of the same tool call this one, in the same file or in others:
  /// `kops/Cluster/prod`. Parts that share an identity in one file are one cluster, and so are
  /// loose parts and the whole cluster that shares it. Whole clusters of one identity in different
  /// files are copies, and stay apart.
  public var identities: [String] = []
  /// Identities of other documents that this one belongs with. Those of the same file are meant
  /// first, then those of its folder, then the nearest above, then the nearest anywhere; where two
  /// are as near, the reference is left open.
  public var refersTo: [String] = []
  /// The machine whose part it is; set by whoever gathers the files, before sealing.
  public var machine: String?
  /// The machine that the document itself names for certain: a live pod's `spec.nodeName`. It
  /// counts before the folder.
  public var machineStated: Located<String>?
  /// What tells the machine of a loose part where no folder does, and which node of a description
  /// it is: its advertised address, a node's name in its own configuration.
  public var machineHint: Located<String>?
  public var kubernetesVersion: Located<String>?
  /// `nil`: not said; `.value == nil`: `auto` is said.
  public var profile: Located<Profile?>?
  public var endpoint: Located<String>?
  public var topology: Located<EtcdCluster.Topology>?
  /// Whether `topology` says no more than that the document's tool does not run etcd: where members
  /// stand is another document's to say.
  public var isTopologyWeak = false
  /// The nearest place that speaks of etcd.
  public var etcdAnchor: Span?
  /// Control-plane nodes that the document names.
  public var nodes: [NodeFact] = []
  /// Where the document states the complete list, or the count, of control-plane nodes.
  public var nodesStatedAt: Span?
  /// Machines of etcd members that run no control plane, for what is known of them.
  public var etcdHosts: [NodeFact] = []
  /// Every entry of the document's lists of hosts, repeats included.
  public var hosts: [HostFact] = []
  /// Whether the document says itself that its nodes are only some of those that there are.
  public var isPartialView = false
  /// Members of the main etcd cluster that the document names.
  public var members: [MemberFact] = []
  /// Where the document states the complete list, or the count, of members; `nil` where the
  /// members follow from the nodes (`stackedByNodes`) or are only a lower bound.
  public var membersStatedAt: Span?
  /// Stacked etcd without members of its own: one on each control-plane node.
  public var hasMemberOnEachNode = false
  /// etcd endpoints that the document lists in a field that is no flag.
  public var endpointList: Located<[Located<String>]>?
  /// What API servers list where no flag says it.
  public var endpointPolicy: Located<EndpointPolicy>?
  public var overrides: [OverrideFact] = []
  public var flagSets: [FlagSet] = []
  public var connections: [Component: Located<Elector.Path>] = [:]
  public var balancers: [BalancerFact] = []
  /// Where the document states the complete list of balancers.
  public var balancersStatedAt: Span?
  public var workers: Located<Int>?
  /// Who runs the control plane, where its machines are none of the cluster's own: `EKS`.
  public var controlPlaneRunner: Located<String>?
  /// What keeps the state in place of etcd: `postgres`.
  public var otherDatastore: Located<String>?
  /// Where the machines are said to fence each other, so that two can do without a third.
  public var fencing: Span?
  /// Objects that make machines: nodes may name one as their group.
  public var machineGroups: [MachineGroup] = []
  /// What names mean that machine groups of the same tool give as their places: a kOps subnet's zone.
  public var placeNames: [String: DomainPlace] = [:]
  /// Levels of failure domains, widest first.
  public var levels: [String] = []
  public var requirements: Requirements?
  public var assumptions: Assumptions?
  public var sources: [SourceFact] = []
  /// Further files that the part was read with: environment and configuration files of a command.
  /// What such a file would say by itself is said already.
  public var includedFiles: [FileID] = []
  public var gaps: [Gap] = []
  public var marks: [TextMark] = []
  public var conflicts: [Conflict] = []
  /// Both `etcd.local` and `etcd.external`, or neither where one is needed: the two places.
  public var localAndExternal: (local: Span, external: Span)?

  public init(format: FormatName, anchor: Span, isWhole: Bool) {
    self.format = format
    self.anchor = anchor
    self.isWhole = isWhole
  }
  /// Whether a loose part is one machine's, and not about a cluster as a whole.
  public var isOfMachine: Bool {
    !isWhole && (machineHint != nil || machineStated != nil || !flagSets.isEmpty || !roles.isEmpty)
  }

  /// Whether it tells what is meant to be, as a spec or an inventory does; else its program reads
  /// it, or it is taken from the running cluster, which counts before a description.
  public var isDescription: Bool {
    isWhole || format == .kubeadm || !identities.isEmpty || !refersTo.isEmpty
  }

  /// What one machine has at most one of: the components and balancers whose configuration this
  /// is, and its own place among the nodes. Two parts with one role are two machines'.
  public var roles: Set<String> {
    // A configuration file of a component runs nothing.
    let commands = flagSets.filter { $0.style != .configurationFields }
    var roles = Set(commands.map(\.component.program))
    for balancer in balancers where balancer.name.isEmpty { roles.insert(balancer.kind.rawValue) }
    if nodes.contains(where: \.name.isEmpty) { roles.insert("node") }
    return roles
  }
}
