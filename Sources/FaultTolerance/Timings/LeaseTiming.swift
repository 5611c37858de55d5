internal import ClusterModel

/// The durations of a lease in seconds, and what follows from them (client-go
/// tools/leaderelection).
struct LeaseTiming: Hashable {
  /// A standby goes by the duration in the record, which client-go writes in whole seconds.
  let recordedLeaseSeconds: Double
  let renewSeconds: Double
  let retrySeconds: Double

  /// `nil` where client-go refuses the durations.
  init?(_ timings: LeaseTimings) {
    guard !timings.isRefused else { return nil }
    recordedLeaseSeconds = Self.seconds(timings.storedLease)
    renewSeconds = Self.seconds(timings.renewDeadline)
    retrySeconds = Self.seconds(timings.retryPeriod)
  }

  private static func seconds(_ nanoseconds: Int64) -> Double {
    Double(nanoseconds) / Double(LeaseTimings.second)
  }

  /// The leader dies just before its next renewal, and a standby saw the last one at once.
  var earliestSeconds: Double { recordedLeaseSeconds - retrySeconds }

  /// The leader dies right after a renewal. The standby, which polls every 1 to 2.2 retry periods
  /// (`JitterFactor`), sees it one whole poll late, and looks again one whole poll after the end.
  func latestSeconds(standbyRetry: Double) -> Double {
    recordedLeaseSeconds + 2 * (1 + LeaseTimings.jitterFactor) * standbyRetry
  }

  /// The mean over the moment of the crash and the standbys' polls.
  func meanSeconds(standbys: Int) -> Double {
    recordedLeaseSeconds - retrySeconds / 2
      + retrySeconds * PollDelay.meanOfLeast(of: standbys)
  }

  /// What is left between the leader's last action and a standby's first.
  var marginSeconds: Double { recordedLeaseSeconds - renewSeconds - retrySeconds }
}
