import Syntax

/// How one controller manager or scheduler elects its leader, as its flags say it.
public final class LeaderElection: Sendable {
  /// One of the three durations.
  public enum Timing: String, CaseIterable, Sendable {
    case lease = "leader-elect-lease-duration"
    case renewDeadline = "leader-elect-renew-deadline"
    case retryPeriod = "leader-elect-retry-period"

    /// The flag that sets it.
    public var flag: String { rawValue }

    /// Nanoseconds where no flag says it: k8s.io/component-base config/v1alpha1
    /// `RecommendedDefaultLeaderElectionConfiguration`, 15s, 10s and 2s; unchanged since 1.4.
    public var standard: Int64 {
      switch self {
      case .lease: 15 * LeaseTimings.second
      case .renewDeadline: 10 * LeaseTimings.second
      case .retryPeriod: 2 * LeaseTimings.second
      }
    }

    /// What findings call it.
    public var title: String {
      switch self {
      case .lease: "lease"
      case .renewDeadline: "renew deadline"
      case .retryPeriod: "retry period"
      }
    }
  }

  /// The flag that switches leader election off.
  public static let electFlag = "leader-elect"
  /// k8s.io/component-base config/v1alpha1 `RecommendedDefaultLeaderElectionConfiguration`.
  public static let electsByDefault = true

  /// The command line that says it.
  public let invocation: Invocation
  public let elect: Fact<Bool>
  /// Nanoseconds.
  public let lease: Fact<Int64>
  /// Nanoseconds.
  public let renewDeadline: Fact<Int64>
  /// Nanoseconds.
  public let retryPeriod: Fact<Int64>

  public init(_ invocation: Invocation) {
    self.invocation = invocation
    elect = Self.value(of: Self.electFlag, in: invocation, default: Self.electsByDefault) {
      GoBool.parse($0)
    }
    lease = Self.duration(.lease, in: invocation)
    renewDeadline = Self.duration(.renewDeadline, in: invocation)
    retryPeriod = Self.duration(.retryPeriod, in: invocation)
  }

  /// One of the three durations, in nanoseconds.
  public func duration(_ timing: Timing) -> Fact<Int64> {
    switch timing {
    case .lease: lease
    case .renewDeadline: renewDeadline
    case .retryPeriod: retryPeriod
    }
  }

  /// The three durations, where all are known.
  public var timings: LeaseTimings? {
    guard let lease = lease.value, let renewDeadline = renewDeadline.value,
      let retryPeriod = retryPeriod.value
    else { return nil }
    return LeaseTimings(lease: lease, renewDeadline: renewDeadline, retryPeriod: retryPeriod)
  }

  private static func duration(_ timing: Timing, in invocation: Invocation) -> Fact<Int64> {
    value(of: timing.flag, in: invocation, default: timing.standard) {
      try? GoDuration.parse($0).get()
    }
  }

  /// A scheduler's `--config` file may set what no flag sets; flags count before it
  /// (cmd/kube-scheduler/app/options `ApplyLeaderElectionTo`).
  private static func value<Value>(
    of flag: String, in invocation: Invocation, default standard: Value,
    parse: (String) -> Value?
  ) -> Fact<Value> {
    if invocation.component == .scheduler, invocation.flag(flag) == nil,
      invocation.flag("config") != nil, !invocation.hasConfigurationFile
    {
      return .unknown("--\(flag) may stand in the file of --config")
    }
    return invocation.value(flag, default: standard, parse: parse)
  }
}
