package import Syntax

/// What a cluster is, once: everything that the documents say of it, folded and resolved. Rules and
/// the mathematics look at nothing else. One object, which all that look at it share.
package final class Cluster: Sendable {
  /// What runs where.
  package let topology: Topology
  package let facts: ClusterFacts

  package let name: String
  /// The nearest place for what is about the cluster as a whole.
  @inlinable
  package var anchor: Span { facts.anchor }
  /// The files that say something of it, in order.
  @inlinable
  package var files: [FileID] { facts.files }
  /// The formats of its files, in their order.
  @inlinable
  package var formats: [FormatName] { facts.formats }
  /// As it is written.
  @inlinable
  package var kubernetesVersion: Located<String>? { facts.kubernetesVersion }
  /// The version that `kubernetesVersion` names; `nil` where it is not known.
  @inlinable
  package var version: KubernetesVersion? { facts.version }
  /// `nil`: not said; `.value == nil`: `auto` is said.
  @inlinable
  package var declaredProfile: Located<Profile?>? { facts.declaredProfile }

  /// Where kubelets and clients connect.
  @inlinable
  package var endpoint: Located<String>? { facts.endpoint }
  /// Index of the control-plane node whose own address or name `endpoint` is.
  @inlinable
  package var endpointNode: Int? { facts.endpointNode }

  /// Control-plane nodes first, then the machines of external etcd members.
  @inlinable
  package var nodes: [Node] { topology.nodes }
  /// Every entry of the documents' lists of hosts, repeats included.
  @inlinable
  package var hosts: [HostFact] { facts.hosts }
  /// Where the number of control-plane nodes is stated; `nil` where those of `nodes` are only the
  /// ones that were seen.
  @inlinable
  package var controlPlaneStatedAt: Span? { facts.controlPlaneStatedAt }
  /// Whether a document says itself that its nodes are only some of those that there are.
  @inlinable
  package var isPartialView: Bool { facts.isPartialView }
  /// The API servers that are known one by one; in node order.
  @inlinable
  package var apiServers: [APIServer] { topology.apiServers }
  /// What a document says of the API servers of every machine, where none is known by itself: it has
  /// no node. `nil` where nothing is said, or where the servers are known.
  @inlinable
  package var commonAPIServer: APIServer? { facts.commonAPIServer }
  /// The controller managers that are known one by one.
  @inlinable
  package var controllerManagers: [Elector] { topology.controllerManagers }
  /// The schedulers that are known one by one.
  @inlinable
  package var schedulers: [Elector] { topology.schedulers }
  /// Every component's command lines, also those that stand for all machines.
  package var invocations: [Invocation] { commands.invocations }
  var commands: CommandTable { facts.commands }
  /// The flags of every component, as documents state them.
  @inlinable
  package var flagSets: [FlagSet] { facts.flagSets }

  /// The main etcd cluster.
  @inlinable
  package var etcd: EtcdCluster { topology.etcd }
  /// The etcd clusters of `--etcd-servers-overrides`.
  @inlinable
  package var overrides: [EtcdCluster] { facts.overrides }

  /// The balancers that are known.
  @inlinable
  package var balancers: [LoadBalancer] { topology.balancers }
  /// Where the complete list of balancers is stated; `nil` where nothing is said of balancers.
  package let balancersStatedAt: Span?
  /// The number of worker nodes.
  @inlinable
  package var workers: Located<Int>? { facts.workers }
  /// Who runs the control plane, where its machines are none of the cluster's own.
  @inlinable
  package var controlPlaneRunner: Located<String>? { facts.controlPlaneRunner }
  /// What keeps the state in place of etcd: `postgres`.
  @inlinable
  package var otherDatastore: Located<String>? { facts.otherDatastore }
  /// Where the machines are said to fence each other, so that two can do without a third.
  @inlinable
  package var fencing: Span? { facts.fencing }
  /// The objects that make its machines, places resolved.
  @inlinable
  package var machineGroups: [MachineGroup] { facts.machineGroups }

  /// The levels of failure domains that the input names, widest first.
  @inlinable
  package var levels: [String] { facts.levels }
  /// Those of which a document says the order, widest first.
  @inlinable
  package var declaredLevels: [String] { facts.declaredLevels }
  /// What the cluster is asked to survive.
  @inlinable
  package var requirements: Requirements? { facts.requirements }
  /// How often things fail, and how long repair takes.
  @inlinable
  package var assumptions: Assumptions? { facts.assumptions }

  /// What the documents leave open.
  @inlinable
  package var gaps: [Gap] { facts.gaps }
  /// Facts that documents state differently.
  @inlinable
  package var conflicts: [Conflict] { facts.conflicts }
  /// Texts of the documents that rules look at.
  @inlinable
  package var marks: [TextMark] { facts.marks }
  /// Where kubeadm is told both of a local and of an external etcd.
  @inlinable
  package var localAndExternal: (local: Span, external: Span)? { facts.localAndExternal }

  init(name: String, topology: Topology, balancersStatedAt: Span?, facts: ClusterFacts) {
    self.name = name
    self.topology = topology
    self.balancersStatedAt = balancersStatedAt
    self.facts = facts
  }

  /// Whether the number of control-plane nodes is a fact.
  package var isControlPlaneComplete: Bool { controlPlaneStatedAt != nil }

  /// The nodes that run control-plane components, in the order of `nodes`.
  package var controlPlaneNodes: [Node] { nodes.filter(\.isControlPlane) }

  /// The command lines of one component.
  package func invocations(of component: Component) -> [Invocation] {
    commands[component].invocations
  }

  /// Every etcd cluster, the main one first.
  package var etcdClusters: [EtcdCluster] { [etcd] + overrides }
}

extension Cluster {
  /// The machines, processes and balancers of a cluster, for asking what a change would bring.
  package struct Topology: Sendable {
    package var nodes: [Node]
    package var etcd: EtcdCluster
    package var apiServers: [APIServer]
    package var controllerManagers: [Elector]
    package var schedulers: [Elector]
    package var balancers: [LoadBalancer]
  }

  /// The same cluster with other machines, processes and balancers, whose complete list that is.
  package func with(_ topology: Topology) -> Cluster {
    Cluster(
      name: name, topology: topology, balancersStatedAt: balancersStatedAt ?? anchor, facts: facts)
  }

  /// The same cluster by another name.
  package func named(_ name: String) -> Cluster {
    Cluster(name: name, topology: topology, balancersStatedAt: balancersStatedAt, facts: facts)
  }
}
