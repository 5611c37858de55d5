public import Syntax

/// What a cluster is, once: everything that the documents say of it, folded and resolved. Rules and
/// the mathematics look at nothing else. One object, which all that look at it share.
public final class Cluster: Sendable {
  /// What runs where.
  public let topology: Topology
  public let facts: ClusterFacts

  public let name: String
  /// The nearest place for what is about the cluster as a whole.
  public var anchor: Span { facts.anchor }
  /// The files that say something of it, in order.
  public var files: [FileID] { facts.files }
  /// The formats of its files, in their order.
  public var formats: [FormatName] { facts.formats }
  /// As it is written.
  public var kubernetesVersion: Located<String>? { facts.kubernetesVersion }
  /// The version that `kubernetesVersion` names; `nil` where it is not known.
  public var version: KubernetesVersion? { facts.version }
  /// `nil`: not said; `.value == nil`: `auto` is said.
  public var declaredProfile: Located<Profile?>? { facts.declaredProfile }

  /// Where kubelets and clients connect.
  public var endpoint: Located<String>? { facts.endpoint }
  /// Index of the control-plane node whose own address or name `endpoint` is.
  public var endpointNode: Int? { facts.endpointNode }

  /// Control-plane nodes first, then the machines of external etcd members.
  public var nodes: [Node] { topology.nodes }
  /// Every entry of the documents' lists of hosts, repeats included.
  public var hosts: [HostFact] { facts.hosts }
  /// Where the number of control-plane nodes is stated; `nil` where those of `nodes` are only the
  /// ones that were seen.
  public var controlPlaneStatedAt: Span? { facts.controlPlaneStatedAt }
  /// Whether a document says itself that its nodes are only some of those that there are.
  public var isPartialView: Bool { facts.isPartialView }
  /// The API servers that are known one by one; in node order.
  public var apiServers: [APIServer] { topology.apiServers }
  /// What a document says of the API servers of every machine, where none is known by itself: it has
  /// no node. `nil` where nothing is said, or where the servers are known.
  public var commonAPIServer: APIServer? { facts.commonAPIServer }
  /// The controller managers that are known one by one.
  public var controllerManagers: [Elector] { topology.controllerManagers }
  /// The schedulers that are known one by one.
  public var schedulers: [Elector] { topology.schedulers }
  /// Every component's command lines, also those that stand for all machines.
  public var invocations: [Invocation] { commands.invocations }
  var commands: CommandTable { facts.commands }
  /// The flags of every component, as documents state them.
  public var flagSets: [FlagSet] { facts.flagSets }

  /// The main etcd cluster.
  public var etcd: EtcdCluster { topology.etcd }
  /// The etcd clusters of `--etcd-servers-overrides`.
  public var overrides: [EtcdCluster] { facts.overrides }

  /// The balancers that are known.
  public var balancers: [LoadBalancer] { topology.balancers }
  /// Where the complete list of balancers is stated; `nil` where nothing is said of balancers.
  public let balancersStatedAt: Span?
  /// The number of worker nodes.
  public var workers: Located<Int>? { facts.workers }
  /// Who runs the control plane, where its machines are none of the cluster's own.
  public var controlPlaneRunner: Located<String>? { facts.controlPlaneRunner }
  /// What keeps the state in place of etcd: `postgres`.
  public var otherDatastore: Located<String>? { facts.otherDatastore }
  /// Where the machines are said to fence each other, so that two can do without a third.
  public var fencing: Span? { facts.fencing }
  /// The objects that make its machines, places resolved.
  public var machineGroups: [MachineGroup] { facts.machineGroups }

  /// The levels of failure domains that the input names, widest first.
  public var levels: [String] { facts.levels }
  /// Those of which a document says the order, widest first.
  public var declaredLevels: [String] { facts.declaredLevels }
  /// What the cluster is asked to survive.
  public var requirements: Requirements? { facts.requirements }
  /// How often things fail, and how long repair takes.
  public var assumptions: Assumptions? { facts.assumptions }

  /// What the documents leave open.
  public var gaps: [Gap] { facts.gaps }
  /// Facts that documents state differently.
  public var conflicts: [Conflict] { facts.conflicts }
  /// Texts of the documents that rules look at.
  public var marks: [TextMark] { facts.marks }
  /// Where kubeadm is told both of a local and of an external etcd.
  public var localAndExternal: (local: Span, external: Span)? { facts.localAndExternal }

  init(name: String, topology: Topology, balancersStatedAt: Span?, facts: ClusterFacts) {
    self.name = name
    self.topology = topology
    self.balancersStatedAt = balancersStatedAt
    self.facts = facts
  }

  /// Whether the number of control-plane nodes is a fact.
  public var isControlPlaneComplete: Bool { controlPlaneStatedAt != nil }

  /// The nodes that run control-plane components, in the order of `nodes`.
  public var controlPlaneNodes: [Node] { nodes.filter(\.isControlPlane) }

  /// The command lines of one component.
  public func invocations(of component: Component) -> [Invocation] {
    commands[component].invocations
  }

  /// Every etcd cluster, the main one first.
  public var etcdClusters: [EtcdCluster] { [etcd] + overrides }
}

extension Cluster {
  /// The machines, processes and balancers of a cluster, for asking what a change would bring.
  public struct Topology: Sendable {
    public var nodes: [Node]
    public var etcd: EtcdCluster
    public var apiServers: [APIServer]
    public var controllerManagers: [Elector]
    public var schedulers: [Elector]
    public var balancers: [LoadBalancer]
  }

  /// The same cluster with other machines, processes and balancers, whose complete list that is.
  public func with(_ topology: Topology) -> Cluster {
    Cluster(
      name: name, topology: topology, balancersStatedAt: balancersStatedAt ?? anchor, facts: facts)
  }

  /// The same cluster by another name.
  public func named(_ name: String) -> Cluster {
    Cluster(name: name, topology: topology, balancersStatedAt: balancersStatedAt, facts: facts)
  }
}
