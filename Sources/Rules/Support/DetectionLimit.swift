import ClusterModel
import Syntax

/// How long it may take until nobody is sent to an API server that is gone.
struct DetectionLimit {
  /// Too long, by which limit.
  struct Excess: Hashable {
    /// Milliseconds.
    let detection: Int64
    let limit: Int64
    let isGrace: Bool

    var comparison: String {
      let name = isGrace ? "the node monitor's grace period" : "a renew deadline"
      return "and \(name) is \(DetectionLimit.text(limit))"
    }

    var effect: String {
      isGrace ? "nodes turn NotReady before it does" : "controllers behind it lose their leases"
    }
  }

  /// A time in milliseconds as people write it; one beyond what a duration holds is its longest.
  static func text(_ milliseconds: Int64) -> String {
    let (nanoseconds, isOverflow) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
    return GoDuration.format(isOverflow ? .max : nanoseconds)
  }

  private static let graceFlag = "node-monitor-grace-period"

  /// Milliseconds; `nil` where it is not known.
  private let grace: Int64?
  /// The shortest renew deadline of an elector that goes through the balancer.
  private let renewDeadline: Int64?

  init(_ view: ClusterView) {
    let cluster = view.cluster
    let managers = cluster.invocations(of: .controllerManager)
    let stated = managers.map { manager in
      manager.value(Self.graceFlag, default: Self.standardGrace(cluster)) {
        try? GoDuration.parse($0).get()
      }.value
    }
    let known = stated.compactMap(\.self).min()
    grace = (managers.isEmpty ? Self.standardGrace(cluster) : known).map { $0 / 1_000_000 }
    let electors = cluster.controllerManagers + cluster.schedulers
    renewDeadline = electors.filter { $0.path == .endpoint }.compactMap { elector in
      view.elections.election(of: elector.invocation).renewDeadline.value.map { $0 / 1_000_000 }
    }.min()
  }

  /// Nanoseconds: 50 s from Kubernetes 1.32 on, 40 s before; the longer where the version is unknown.
  private static func standardGrace(_ cluster: Cluster) -> Int64 {
    let isShort =
      cluster.version.map { $0 < KubernetesVersion(major: 1, minor: 32, patch: nil) } ?? false
    return (isShort ? 40 : 50) * LeaseTimings.second
  }

  /// `nil` where the check is quick enough, or not known.
  func exceeded(by check: HealthCheck) -> Excess? {
    check.detection.flatMap { exceeded(by: $0) }
  }

  /// `detection` is in milliseconds.
  func exceeded(by detection: Int64) -> Excess? {
    if let grace, detection >= grace {
      return Excess(detection: detection, limit: grace, isGrace: true)
    }
    if let renewDeadline, detection >= renewDeadline {
      return Excess(detection: detection, limit: renewDeadline, isGrace: false)
    }
    return nil
  }
}
