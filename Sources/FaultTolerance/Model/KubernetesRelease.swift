/// What depends on the release of Kubernetes.
enum KubernetesRelease {
  /// Whether an API server serves only once the etcd clusters of `--etcd-servers-overrides` answer
  /// too: from 1.33 on its readiness check asks them; taken to be so where the version is unknown.
  static func waitsForOverrides(_ version: String?) -> Bool {
    guard let version, let (major, minor) = numbers(of: version) else { return true }
    return (major, minor) >= (1, 33)
  }

  /// `(1, 33)` of `v1.33.2`.
  static func numbers(of version: String) -> (major: Int, minor: Int)? {
    let text = version.hasPrefix("v") ? version.dropFirst() : Substring(version)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, let major = Int(parts[0]) else { return nil }
    guard let minor = Int(parts[1].prefix { $0.isASCII && $0.isNumber }) else { return nil }
    return (major, minor)
  }
}
