import Syntax

/// The two timings of raft in one etcd process, as its flags say them.
package struct EtcdTiming: Sendable {
  /// etcd's flag for the interval of heartbeats, in milliseconds.
  package static let heartbeatFlag = "heartbeat-interval"
  /// etcd's flag for the time after which a follower stands for election, in milliseconds.
  package static let electionFlag = "election-timeout"
  /// Milliseconds; etcd server/embed/config.go `NewConfig`, `TickMs`.
  package static let standardHeartbeat: Int64 = 100
  /// Milliseconds; etcd server/embed/config.go `NewConfig`, `ElectionMs`.
  package static let standardElection: Int64 = 1_000
  /// Milliseconds, the largest that etcd accepts: server/embed/config.go `maxElectionMs`.
  package static let longestElection: Int64 = 50_000
  /// etcd refuses fewer heartbeats in an election timeout: server/embed/config.go `Validate`.
  package static let fewestHeartbeats: Int64 = 5
  /// What etcd's tuning page asks for, and its defaults have.
  package static let advisedHeartbeats: Int64 = 10

  /// Milliseconds.
  package let heartbeat: Fact<Int64>
  /// Milliseconds.
  package let election: Fact<Int64>

  package init(_ invocation: Invocation) {
    heartbeat = Self.value(of: Self.heartbeatFlag, in: invocation, Self.standardHeartbeat)
    election = Self.value(of: Self.electionFlag, in: invocation, Self.standardElection)
  }

  /// With `--config-file` etcd takes nothing from other flags.
  private static func value(
    of flag: String, in invocation: Invocation, _ standard: Int64
  ) -> Fact<Int64> {
    if invocation.flag("config-file") != nil {
      return .unknown("etcd reads --\(flag) from its --config-file")
    }
    return invocation.value(flag, default: standard, parse: milliseconds)
  }

  /// A number of milliseconds as etcd reads it: an unsigned integer without a unit.
  package static func milliseconds(_ text: String) -> Int64? {
    GoInt.parse(text).flatMap { $0 >= 0 ? Int64($0) : nil }
  }
}
