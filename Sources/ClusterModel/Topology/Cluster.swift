package import Syntax

/// What a cluster is, once: everything that the documents say of it, folded and resolved. Rules and
/// the mathematics look at nothing else.
package struct Cluster: Sendable {
  package var name: String
  /// The nearest place for what is about the cluster as a whole.
  package let anchor: Span
  /// The files that say something of it, in order.
  package let files: [FileID]
  package let formats: [FormatName]
  package let kubernetesVersion: Located<String>?
  /// `nil`: not said; `.value == nil`: `auto` is said.
  package let declaredProfile: Located<Profile?>?

  /// Where kubelets and clients connect.
  package let endpoint: Located<String>?
  /// Index of the control-plane node whose own address or name `endpoint` is.
  package let endpointNode: Int?

  /// Control-plane nodes first, then the machines of external etcd members.
  package private(set) var nodes: [Node]
  /// Every entry of the documents' lists of hosts, repeats included.
  package let hosts: [HostFact]
  /// Where the number of control-plane nodes is stated; `nil` where those of `nodes` are only the
  /// ones that were seen.
  package let controlPlaneStatedAt: Span?
  /// Whether a document says itself that its nodes are only some of those that there are.
  package let isPartialView: Bool
  /// The API servers that are known one by one; in node order.
  package private(set) var apiServers: [APIServer]
  /// What a document says of the API servers of every machine, where none is known by itself: it has
  /// no node. `nil` where nothing is said, or where the servers are known.
  package let commonAPIServer: APIServer?
  package private(set) var controllerManagers: [Elector]
  package private(set) var schedulers: [Elector]
  /// Every component's command lines, also those that stand for all machines.
  package let invocations: [Invocation]
  package let flagSets: [FlagSet]

  package private(set) var etcd: EtcdCluster
  package let overrides: [EtcdCluster]

  package private(set) var balancers: [LoadBalancer]
  /// Where the complete list of balancers is stated; `nil` where nothing is said of balancers.
  package private(set) var balancersStatedAt: Span?
  package let workers: Located<Int>?
  /// Who runs the control plane, where its machines are none of the cluster's own.
  package let controlPlaneRunner: Located<String>?
  /// What keeps the state in place of etcd: `postgres`.
  package let otherDatastore: Located<String>?
  /// Where the machines are said to fence each other, so that two can do without a third.
  package let fencing: Span?
  /// The objects that make its machines, places resolved.
  package let machineGroups: [MachineGroup]

  /// The levels of failure domains that the input names, widest first.
  package let levels: [String]
  /// Those of which a document says the order, widest first.
  package let declaredLevels: [String]
  package let requirements: Requirements?
  package let assumptions: Assumptions?

  package let gaps: [Gap]
  package let conflicts: [Conflict]
  package let marks: [TextMark]
  /// Where kubeadm is told both of a local and of an external etcd.
  package let localAndExternal: (local: Span, external: Span)?

  /// Whether the number of control-plane nodes is a fact.
  package var isControlPlaneComplete: Bool { controlPlaneStatedAt != nil }

  /// The nodes that run control-plane components, in the order of `nodes`.
  package var controlPlaneNodes: [Node] { nodes.filter(\.isControlPlane) }

  /// The command lines of one component.
  package func invocations(of component: Component) -> [Invocation] {
    invocations.filter { $0.component == component }
  }

  /// Every etcd cluster, the main one first.
  package var etcdClusters: [EtcdCluster] { [etcd] + overrides }
}

extension Cluster {
  /// The machines, processes and balancers of a cluster, for asking what a change would bring.
  package struct Topology {
    package var nodes: [Node]
    package var etcd: EtcdCluster
    package var apiServers: [APIServer]
    package var controllerManagers: [Elector]
    package var schedulers: [Elector]
    package var balancers: [LoadBalancer]
  }

  /// What runs where.
  package var topology: Topology {
    Topology(
      nodes: nodes, etcd: etcd, apiServers: apiServers, controllerManagers: controllerManagers,
      schedulers: schedulers, balancers: balancers)
  }

  /// The same cluster with other machines, processes and balancers, whose complete list that is.
  package func with(_ topology: Topology) -> Cluster {
    var other = self
    other.nodes = topology.nodes
    other.etcd = topology.etcd
    other.apiServers = topology.apiServers
    other.controllerManagers = topology.controllerManagers
    other.schedulers = topology.schedulers
    other.balancers = topology.balancers
    other.balancersStatedAt = balancersStatedAt ?? anchor
    return other
  }
}
