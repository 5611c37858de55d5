import ClusterModel
import Rules

/// A fault in the flags of one component that a machine can mend.
struct FlagFault: Sendable {
  /// A flag before and after the fix; `nil` where it is not there.
  struct Line: Sendable {
    let name: String
    let before: String?
    let after: String?

    static func keep(_ name: String, _ value: String) -> Line {
      Line(name: name, before: value, after: value)
    }
    static func set(_ name: String, _ before: String, to after: String) -> Line {
      Line(name: name, before: before, after: after)
    }
    static func remove(_ name: String, _ value: String) -> Line {
      Line(name: name, before: value, after: nil)
    }
    static func add(_ name: String, _ value: String) -> Line {
      Line(name: name, before: nil, after: value)
    }

    var isChanged: Bool { before != after }
  }

  /// What the rule has to know besides the flags.
  enum Needs: Sendable {
    case nothing
    /// That there are three nodes.
    case nodes
    /// Three external members of etcd, 10.0.0.21 to 23.
    case members
    /// Two other machines without the fault.
    case machines
  }

  let rule: String
  let component: Component
  let safety: Fix.Safety
  let needs: Needs
  let lines: [Line]

  init(
    _ rule: String, _ component: Component, _ safety: Fix.Safety, needs: Needs = .nothing,
    _ lines: Line...
  ) {
    self.needs = needs
    self.rule = rule
    self.component = component
    self.safety = safety
    self.lines = lines
  }

  var title: String { "\(rule) \(lines.first { $0.isChanged }?.name ?? "")" }

  private static let lease = "leader-elect-lease-duration"
  private static let renew = "leader-elect-renew-deadline"
  private static let retry = "leader-elect-retry-period"

  static let all: [FlagFault] = electors + servers + members + fleets

  private static let fleets = [
    FlagFault(
      "leader-elect-durations-differ", .controllerManager, .unsafe, needs: .machines,
      .set(lease, "15s", to: "20s"), .keep(renew, "10s")),
    FlagFault(
      "leader-elect-identity-split", .scheduler, .unsafe, needs: .machines,
      .keep(lease, "15s"), .set("leader-elect-resource-name", "mine", to: "kube-scheduler")),
    FlagFault(
      "endpoint-reconciler-mixed", .apiServer, .unsafe, needs: .machines,
      .set("endpoint-reconciler-type", "none", to: "lease"), .keep("max-requests", "7")),
    FlagFault(
      "apiserver-fleet-flags-differ", .apiServer, .unsafe, needs: .machines,
      .keep("max-requests", "7"),
      .set("service-cluster-ip-range", "10.43.0.0/16", to: "10.96.0.0/12")),
    FlagFault(
      "etcd-timing-mismatch", .etcd, .unsafe, needs: .machines,
      .keep("heartbeat-interval", "100"), .set("election-timeout", "1000", to: "2000")),
  ]

  private static let electors = [
    FlagFault(
      "leader-elect-lease-not-greater-than-renew", .controllerManager, .safe,
      .keep("leader-elect", "true"), .set(lease, "10s", to: "15s"), .keep(renew, "10s"),
      .keep(retry, "2s")),
    FlagFault(
      "leader-elect-lease-not-greater-than-renew", .scheduler, .safe,
      .keep("leader-elect", "true"), .keep(renew, "20s"), .add(lease, "30s")),
    FlagFault(
      "leader-elect-renew-not-greater-than-jittered-retry", .scheduler, .safe,
      .keep(lease, "15s"), .keep(renew, "10s"), .set(retry, "9s", to: "2s")),
    FlagFault(
      "leader-elect-nonpositive", .controllerManager, .safe,
      .keep(lease, "15s"), .set(retry, "-1s", to: "2s"), .keep(renew, "10s")),
    FlagFault(
      "leader-elect-fractional-lease", .scheduler, .unsafe,
      .set(lease, "15500ms", to: "16s"), .keep(renew, "10s")),
    FlagFault(
      "leader-elect-overlap-possible", .controllerManager, .unsafe,
      .keep("leader-elect", "true"), .set(lease, "12s", to: "17s"), .keep(renew, "11s")),
    FlagFault(
      "leader-elect-too-few-renew-attempts", .scheduler, .unsafe,
      .keep(lease, "15s"), .keep(renew, "10s"), .set(retry, "4s", to: "2s")),
    FlagFault(
      "leader-elect-disabled", .controllerManager, .safe, needs: .nodes,
      .keep("profiling", "false"), .set("leader-elect", "false", to: "true")),
    FlagFault(
      "leader-elect-lock-type", .scheduler, .unsafe,
      .set("leader-elect-resource-lock", "endpoints", to: "leases"), .keep(lease, "15s")),
    FlagFault(
      "flag-value-invalid", .controllerManager, .safe,
      .keep("leader-elect", "true"), .set(lease, "15", to: "15s")),
  ]

  private static let servers = [
    FlagFault(
      "apiserver-count-deprecated", .apiServer, .safe,
      .keep("profiling", "false"), .remove("apiserver-count", "3"), .keep("max-requests", "7")),
    FlagFault(
      "apiserver-count-deprecated", .apiServer, .safe,
      .keep("profiling", "false"), .remove("apiserver-count", "3")),
    FlagFault(
      "apiserver-count-deprecated", .apiServer, .unsafe,
      .remove("apiserver-count", "3"), .remove("endpoint-reconciler-type", "master-count"),
      .keep("profiling", "false")),
    FlagFault(
      "apiserver-count-mismatch", .apiServer, .safe, needs: .nodes,
      .set("endpoint-reconciler-type", "master-count", to: "lease"),
      .keep("apiserver-count", "2")),
    FlagFault(
      "endpoint-reconciler-type-unknown", .apiServer, .safe,
      .keep("profiling", "false"), .set("endpoint-reconciler-type", "Lease", to: "lease")),
    endpoints(
      "etcd-servers-incomplete", .safe, "https://10.0.0.21:2379",
      to: "https://10.0.0.21:2379,https://10.0.0.22:2379,https://10.0.0.23:2379"),
    endpoints(
      "etcd-servers-peer-port", .safe, "https://10.0.0.21:2379,https://10.0.0.22:2380",
      to: "https://10.0.0.21:2379,https://10.0.0.22:2379"),
    endpoints(
      "etcd-servers-scheme-mismatch", .safe, "https://10.0.0.21:2379,http://10.0.0.22:2379",
      to: "https://10.0.0.21:2379,https://10.0.0.22:2379"),
    endpoints(
      "etcd-servers-unknown-endpoint", .unsafe, "https://10.0.0.21:2379,https://10.0.0.29:2379",
      to: "https://10.0.0.21:2379"),
    FlagFault(
      "etcd-client-cert-incomplete", .apiServer, .suggestion,
      .keep("etcd-servers", "https://10.0.0.21:2379"), .keep("etcd-cafile", "/etc/ca.pem"),
      .keep("etcd-keyfile", "/etc/key.pem"), .add("etcd-certfile", "PATH_TO_FILE")),
  ]

  private static func endpoints(
    _ rule: String, _ safety: Fix.Safety, _ before: String, to after: String
  ) -> FlagFault {
    FlagFault(
      rule, .apiServer, safety, needs: .members, .keep("etcd-cafile", "/etc/ca.pem"),
      .set("etcd-servers", before, to: after), .keep("max-requests", "7"))
  }

  private static let members = [
    FlagFault(
      "etcd-election-heartbeat-ratio", .etcd, .safe,
      .keep("heartbeat-interval", "500"), .set("election-timeout", "1000", to: "5000")),
    FlagFault(
      "etcd-election-heartbeat-ratio", .etcd, .safe,
      .keep("heartbeat-interval", "300"), .add("election-timeout", "3000")),
    FlagFault(
      "etcd-election-timeout-range", .etcd, .safe,
      .set("election-timeout", "60000", to: "1000"), .keep("heartbeat-interval", "100")),
    FlagFault(
      "etcd-election-vs-leader-lease", .etcd, .unsafe, needs: .nodes,
      .keep("heartbeat-interval", "100"), .set("election-timeout", "6000", to: "1000")),
    FlagFault(
      "etcd-bootstrap-state-wrong", .etcd, .safe,
      .keep("heartbeat-interval", "100"), .set("initial-cluster-state", "New", to: "new")),
    FlagFault(
      "etcd-strict-reconfig-disabled", .etcd, .safe,
      .keep("heartbeat-interval", "100"), .remove("strict-reconfig-check", "false"),
      .keep("election-timeout", "1000")),
    FlagFault(
      "etcd-unsafe-flags", .etcd, .safe,
      .keep("heartbeat-interval", "100"), .remove("unsafe-no-fsync", "true")),
    FlagFault(
      "flag-value-invalid", .etcd, .safe,
      .set("heartbeat-interval", "100ms", to: "100"), .keep("election-timeout", "1000")),
  ]
}
