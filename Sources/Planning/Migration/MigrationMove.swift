/// One change of members or API servers; targets by index. etcd changes one member at a time.
package enum MigrationMove: Sendable, Hashable {
  case addLearner(Int)
  case promote(Int)
  case removeMember(Int)
  /// The API server lists from now on what it lists after the migration; it restarts.
  case setServers(Int)
  case addServer(Int)
  case removeServer(Int)
  /// A machine's API server and member together, by the tool that runs the cluster.
  case joinMachine(Int)
  case leaveMachine(Int)
}
