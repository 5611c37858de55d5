/// The values that haplan's rules recommend, as the files say them.
enum RecommendedTimings {
  /// client-go's defaults, as kube-controller-manager and kube-scheduler have them (component-base
  /// config/v1alpha1/defaults.go): five attempts to renew, and two seconds to spare.
  static let election = [
    ("leader-elect", "true"), ("leader-elect-lease-duration", "15s"),
    ("leader-elect-renew-deadline", "10s"), ("leader-elect-retry-period", "2s"),
  ]
  /// From 1.32 on Kubernetes' own (pkg/controller/nodelifecycle/config/v1alpha1/defaults.go).
  static let nodeMonitor = [
    ("node-monitor-period", "5s"), ("node-monitor-grace-period", "50s"),
  ]
  /// etcd's defaults in milliseconds (server/embed/config.go): an election takes less than a tenth of
  /// a renew deadline.
  static let heartbeatMilliseconds = 100
  static let electionMilliseconds = 1000

  /// A balancer asks each API server every two seconds, and sends nothing more there after the third
  /// failure: within six seconds.
  static let checkSeconds = 2
  static let checkFailures = 3
  static let checkSuccesses = 2
  /// Quiet watches live: kubelets and controllers hold them for hours.
  static let idleHours = 4
  /// How long an API server that shuts down still serves while /readyz fails already: longer than
  /// balancers need to notice.
  static let shutdownDelaySeconds = 10
}
