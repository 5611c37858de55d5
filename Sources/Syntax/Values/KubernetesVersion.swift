/// A version of Kubernetes.
package struct KubernetesVersion: Hashable, Comparable, Sendable {
  package let major: Int
  package let minor: Int
  /// `nil` where only major and minor are given.
  package let patch: Int?

  package init(major: Int, minor: Int, patch: Int?) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// `v1.33.2`, `1.33`, `stable-1.33`, `v1.33.2-rc.1+build`; `nil` for `stable`, `latest` and
  /// anything else that names no minor version.
  package static func parse(_ text: String) -> KubernetesVersion? {
    var text = text[...]
    for prefix in ["stable-", "latest-", "ci/", "release/"] where text.hasPrefix(prefix) {
      text = text.dropFirst(prefix.count)
    }
    if text.hasPrefix("v") { text = text.dropFirst() }
    text = text.prefix { $0 != "-" && $0 != "+" }
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(numbers.count), let major = numbers[0], let minor = numbers[1],
      (0...99).contains(major), (0...9999).contains(minor)
    else { return nil }
    return KubernetesVersion(
      major: major, minor: minor, patch: numbers.count == 3 ? numbers[2] : nil)
  }

  package static func < (left: KubernetesVersion, right: KubernetesVersion) -> Bool {
    (left.major, left.minor, left.patch ?? 0) < (right.major, right.minor, right.patch ?? 0)
  }
}
