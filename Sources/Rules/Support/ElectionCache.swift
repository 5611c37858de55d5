import ClusterModel

/// How the electors of a cluster elect their leaders: read from the flags when a rule first asks, and
/// kept for the others.
final class ElectionCache {
  private let cluster: Cluster

  init(_ cluster: Cluster) { self.cluster = cluster }

  /// The command lines of electors, in the cluster's order.
  private(set) lazy var elections: [(invocation: Invocation, election: LeaderElection)] =
    cluster.invocations.lazy
    .filter { $0.component.electsLeader }
    .map { ($0, LeaderElection($0)) }
}
