/// The three durations of a leader election, in nanoseconds, all known.
public struct LeaseTimings: Hashable, Sendable {
  /// How long a candidate waits after a renewal that it saw before it takes the lease over.
  public let lease: Int64
  /// How long the leader tries to renew before it gives up.
  public let renewDeadline: Int64
  /// The pause between two tries.
  public let retryPeriod: Int64

  public init(lease: Int64, renewDeadline: Int64, retryPeriod: Int64) {
    self.lease = lease
    self.renewDeadline = renewDeadline
    self.retryPeriod = retryPeriod
  }

  /// client-go tools/leaderelection `JitterFactor`.
  public static let jitterFactor = 1.2

  /// One second.
  public static let second: Int64 = 1_000_000_000

  /// What the renew deadline must exceed: the retry period with its full jitter, as client-go
  /// computes it, in floating point and cut to whole nanoseconds; saturated at the largest value.
  public static func jittered(_ retryPeriod: Int64) -> Int64 {
    let product = (jitterFactor * Double(retryPeriod)).rounded(.towardZero)
    return Int64(exactly: product) ?? (product < 0 ? .min : .max)
  }

  /// client-go refuses a lease that is not greater than the renew deadline.
  public static func isTooShort(lease: Int64, forRenewDeadline renewDeadline: Int64) -> Bool {
    lease <= renewDeadline
  }

  /// client-go refuses a renew deadline that is not greater than the jittered retry period.
  public static func isTooShort(renewDeadline: Int64, forRetryPeriod retryPeriod: Int64) -> Bool {
    renewDeadline <= jittered(retryPeriod)
  }

  /// client-go refuses a duration below one nanosecond.
  public static func isTooShort(_ duration: Int64) -> Bool { duration < 1 }

  /// Whether client-go's `NewLeaderElector` refuses these.
  public var isRefused: Bool {
    Self.isTooShort(lease: lease, forRenewDeadline: renewDeadline)
      || Self.isTooShort(renewDeadline: renewDeadline, forRetryPeriod: retryPeriod)
      || [lease, renewDeadline, retryPeriod].contains(where: Self.isTooShort)
  }

  /// The lease as a Lease object stores it: whole seconds, the rest cut off (client-go
  /// tools/leaderelection `tryAcquireOrRenew`).
  public var storedLease: Int64 { lease - lease % Self.second }

  /// What is left between the old leader's last act by its own clock and the first standby's
  /// takeover; below zero where both may act.
  public var overlapMargin: Int64 {
    storedLease.saturatingSubtract(renewDeadline).saturatingSubtract(retryPeriod)
  }
}

extension Int64 {
  /// The difference; the nearest end of the range where it does not fit.
  public func saturatingSubtract(_ other: Int64) -> Int64 {
    let (value, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other > 0 ? .min : .max) : value
  }

  /// The sum; the nearest end of the range where it does not fit.
  public func saturatingAdd(_ other: Int64) -> Int64 {
    let (value, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : value
  }

  /// The product; the nearest end of the range where it does not fit.
  public func saturatingMultiply(_ other: Int64) -> Int64 {
    let (value, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self > 0) == (other > 0) ? .max : .min) : value
  }
}
