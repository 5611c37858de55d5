/// A version of Kubernetes.
public struct KubernetesVersion: Hashable, Comparable, Sendable {
  public let major: Int
  public let minor: Int
  /// `nil` where only major and minor are given.
  public let patch: Int?

  public init(major: Int, minor: Int, patch: Int?) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// `v1.33.2`, `1.33`, `stable-1.33`, `v1.33.2-rc.1+build`; `nil` for `stable`, `latest` and
  /// anything else that names no minor version.
  public static func parse(_ text: String) -> KubernetesVersion? {
    var bytes = Array(text.utf8)[...]
    for prefix in prefixes where bytes.starts(with: prefix) {
      bytes = bytes.dropFirst(prefix.count)
    }
    if bytes.first == UInt8(ascii: "v") { bytes = bytes.dropFirst() }
    let numbers = bytes.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
      .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(number)
    guard (2...3).contains(numbers.count), let major = numbers[0], let minor = numbers[1],
      major <= 99, minor <= 9999
    else { return nil }
    return KubernetesVersion(
      major: major, minor: minor, patch: numbers.count == 3 ? numbers[2] : nil)
  }

  private static let prefixes = ["stable-", "latest-", "ci/", "release/"].map { Array($0.utf8) }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    guard (1...9).contains(digits.count) else { return nil }
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 48)
    }
    return number
  }

  public static func < (left: KubernetesVersion, right: KubernetesVersion) -> Bool {
    (left.major, left.minor, left.patch ?? 0) < (right.major, right.minor, right.patch ?? 0)
  }
}
