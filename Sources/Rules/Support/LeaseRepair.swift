import ClusterModel

/// Durations that client-go accepts in place of some that it refuses.
enum LeaseRepair {
  /// Three halves of the renew deadline, and room for one more try and a second of clock drift, in
  /// whole seconds: a Lease stores no others. `nil` beyond what a duration can hold.
  static func lease(renewDeadline: Int64, retryPeriod: Int64) -> Int64? {
    let half = renewDeadline / 2 + renewDeadline % 2
    let least = max(
      renewDeadline.saturatingAdd(half),
      renewDeadline.saturatingAdd(retryPeriod).saturatingAdd(LeaseTimings.second))
    return wholeSeconds(least)
  }

  /// A fifth of the renew deadline, in whole milliseconds: five tries, as upstream's defaults have.
  /// `nil` where that leaves nothing.
  static func retryPeriod(renewDeadline: Int64) -> Int64? {
    let milliseconds = renewDeadline / 5 / 1_000_000
    return milliseconds > 0 ? milliseconds * 1_000_000 : nil
  }

  /// Rounded up to whole seconds; `nil` beyond what a duration can hold.
  static func wholeSeconds(_ duration: Int64) -> Int64? {
    let rest = duration % LeaseTimings.second
    guard rest > 0 else { return duration }
    let (value, overflow) = duration.addingReportingOverflow(LeaseTimings.second - rest)
    return overflow ? nil : value
  }

  /// Upstream's defaults for what is not positive, and the formulas for what is then still
  /// refused; `nil` where that is of no help.
  static func positive(_ timings: LeaseTimings) -> LeaseTimings? {
    func orStandard(_ value: Int64, _ timing: LeaderElection.Timing) -> Int64 {
      LeaseTimings.isTooShort(value) ? timing.standard : value
    }
    let renewDeadline = orStandard(timings.renewDeadline, .renewDeadline)
    var retryPeriod = orStandard(timings.retryPeriod, .retryPeriod)
    var lease = orStandard(timings.lease, .lease)
    if LeaseTimings.isTooShort(renewDeadline: renewDeadline, forRetryPeriod: retryPeriod) {
      retryPeriod = Self.retryPeriod(renewDeadline: renewDeadline) ?? retryPeriod
    }
    if LeaseTimings.isTooShort(lease: lease, forRenewDeadline: renewDeadline) {
      lease = Self.lease(renewDeadline: renewDeadline, retryPeriod: retryPeriod) ?? lease
    }
    let repaired = LeaseTimings(
      lease: lease, renewDeadline: renewDeadline, retryPeriod: retryPeriod)
    return repaired.isRefused ? nil : repaired
  }
}
