/// The times that pass between a failure and its end; in the order of reports.
package enum Timing: String, CaseIterable, Sendable {
  /// From the crash of the active controller manager to the next one's first action.
  case controllerManagerTakeover
  case schedulerTakeover
  /// From the crash of etcd's leader to the next one's election.
  case etcdElection
  /// From the loss of an etcd member's machine to its API servers' use of another member.
  case etcdEndpointFailover
  /// From an API server's crash to its removal from the `kubernetes` Service.
  case kubernetesEndpointRemoval
  /// From an API server's crash to the balancer's leaving it out.
  case balancerEjection
  /// From a worker's crash to the eviction of its pods.
  case nodeToEviction
}
