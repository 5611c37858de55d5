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
    var text = text
    return text.withUTF8 { parse($0) }
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> KubernetesVersion? {
    var rest = bytes[...]
    for prefix in prefixes
    where ByteSearch.starts(with: prefix, at: rest.startIndex, in: bytes, limit: bytes.count) {
      rest = rest.dropFirst(prefix.utf8CodeUnitCount)
    }
    if rest.first == UInt8(ascii: "v") { rest = rest.dropFirst() }
    rest = rest.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
    guard let dot = rest.firstIndex(of: UInt8(ascii: ".")), let major = number(rest[..<dot])
    else { return nil }
    let behind = rest[(dot + 1)...]
    let end = behind.firstIndex(of: UInt8(ascii: ".")) ?? behind.endIndex
    guard let minor = number(behind[..<end]), major <= 99, minor <= 9999 else { return nil }
    let last = behind[end...].dropFirst()
    guard !last.contains(UInt8(ascii: ".")) else { return nil }
    return KubernetesVersion(major: major, minor: minor, patch: number(last))
  }

  private static let prefixes: [StaticString] = ["stable-", "latest-", "ci/", "release/"]

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
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
