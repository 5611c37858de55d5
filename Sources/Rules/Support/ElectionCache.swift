import ClusterModel

/// How the electors of a cluster elect their leaders: read from the flags when a rule first asks, and
/// kept for the others.
final class ElectionCache {
  private let invocations: [Invocation]

  init(_ invocations: [Invocation]) { self.invocations = invocations }

  /// The command lines of electors, in the cluster's order.
  private(set) lazy var all: [LeaderElection] =
    invocations.lazy
    .filter { $0.component.electsLeader }
    .map { LeaderElection($0) }

  /// How one of them elects.
  func election(of invocation: Invocation) -> LeaderElection {
    all.first { $0.invocation === invocation } ?? LeaderElection(invocation)
  }
}
