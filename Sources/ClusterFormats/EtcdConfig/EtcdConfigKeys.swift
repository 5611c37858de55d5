/// The keys of etcd's `--config-file`: those of its flags, and two sections for TLS (etcd
/// server/embed/config.go `Config`, `configJSON`, `securityConfig`).
enum EtcdConfigKeys {
  /// Keys that tell a configuration of etcd from other YAML; one of them must be there.
  static let telling: Set<String> = [
    "advertise-client-urls", "initial-advertise-peer-urls", "initial-cluster",
    "initial-cluster-state", "initial-cluster-token", "listen-client-urls", "listen-peer-urls",
    "heartbeat-interval", "election-timeout", "strict-reconfig-check", "client-transport-security",
    "peer-transport-security",
  ]

  /// Keys that other files may have too.
  private static let common: Set<String> = [
    "name", "data-dir", "wal-dir", "snapshot-count", "quota-backend-bytes", "max-wals",
    "max-snapshots", "auto-compaction-retention", "auto-compaction-mode", "discovery",
    "discovery-srv", "force-new-cluster", "unsafe-no-fsync", "pre-vote", "log-level", "logger",
    "log-outputs", "listen-metrics-urls", "enable-v2", "debug",
  ]

  /// Keys whose value etcd takes as a number: a quoted one it refuses.
  static let numbers: Set<String> = ["heartbeat-interval", "election-timeout"]

  /// Keys whose value etcd takes as true or false: a quoted one it refuses.
  static let booleans: Set<String> = [
    "strict-reconfig-check", "force-new-cluster", "unsafe-no-fsync", "pre-vote",
  ]

  /// Keys whose value etcd takes as one text: a list it refuses.
  static let texts: Set<String> = [
    "name", "advertise-client-urls", "initial-advertise-peer-urls", "initial-cluster",
    "initial-cluster-state", "initial-cluster-token", "listen-client-urls", "listen-peer-urls",
    "discovery", "discovery-srv",
  ]

  /// The sections for TLS, with what their keys' flags have before them.
  static let sections = ["client-transport-security": "", "peer-transport-security": "peer-"]

  /// Whether these are the keys of an etcd configuration: one that tells it, and another one.
  static func areTelling(_ keys: [String]) -> Bool {
    let told = keys.filter(telling.contains)
    guard !told.isEmpty, !keys.contains("apiVersion"), !keys.contains("kind") else { return false }
    return told.count + keys.filter(common.contains).count >= 2
  }
}
