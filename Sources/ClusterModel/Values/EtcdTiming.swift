import Syntax

/// The two timings of raft in one etcd process, as its flags say them.
public struct EtcdTiming: Sendable {
  /// etcd's flag for the interval of heartbeats, in milliseconds.
  public static let heartbeatFlag = "heartbeat-interval"
  /// etcd's flag for the time after which a follower stands for election, in milliseconds.
  public static let electionFlag = "election-timeout"
  /// Milliseconds; etcd server/embed/config.go `NewConfig`, `TickMs`.
  public static let standardHeartbeat: Int64 = 100
  /// Milliseconds; etcd server/embed/config.go `NewConfig`, `ElectionMs`.
  public static let standardElection: Int64 = 1_000
  /// Milliseconds, the largest that etcd accepts: server/embed/config.go `maxElectionMs`.
  public static let longestElection: Int64 = 50_000
  /// etcd refuses fewer heartbeats in an election timeout: server/embed/config.go `Validate`.
  public static let fewestHeartbeats: Int64 = 5
  /// What etcd's tuning page asks for, and its defaults have.
  public static let advisedHeartbeats: Int64 = 10

  /// Milliseconds.
  public let heartbeat: Fact<Int64>
  /// Milliseconds.
  public let election: Fact<Int64>

  public init(_ invocation: Invocation) {
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
  public static func milliseconds(_ text: String) -> Int64? {
    guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
    return GoInt.parse(text).map { Int64($0) }
  }
}
