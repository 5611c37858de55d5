/// An IP address, comparable whatever its spelling; parsed as Go's `netip.ParseAddr` does: no leading
/// zeros in the parts of a version 4 address.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 or 16 bytes; a version 4 address mapped into version 6 is the version 4 one.
  public let bytes: [UInt8]

  /// `nil` for anything but an address; a zone (`%eth0`) is dropped.
  public static func parse(_ text: String) -> IPAddress? {
    if text.utf8.contains(UInt8(ascii: ":")) { return parseVersion6(text) }
    return version4(text).map(IPAddress.init(bytes:))
  }

  /// Four numbers up to 255 without leading zeros; one pass without any copy.
  private static func version4(_ text: some StringProtocol) -> [UInt8]? {
    var parts: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    var count = 0
    var value = 0
    var digits = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, count < 3 else { return nil }
        set(&parts, count, value)
        count += 1
        value = 0
        digits = 0
      } else {
        guard (48...57).contains(byte), digits < 3, digits == 0 || value != 0 else { return nil }
        value = value * 10 + Int(byte - 48)
        digits += 1
        guard value < 256 else { return nil }
      }
    }
    guard count == 3, digits > 0 else { return nil }
    set(&parts, 3, value)
    return [parts.0, parts.1, parts.2, parts.3]
  }

  private static func set(_ parts: inout (UInt8, UInt8, UInt8, UInt8), _ index: Int, _ value: Int) {
    switch index {
    case 0: parts.0 = UInt8(truncatingIfNeeded: value)
    case 1: parts.1 = UInt8(truncatingIfNeeded: value)
    case 2: parts.2 = UInt8(truncatingIfNeeded: value)
    default: parts.3 = UInt8(truncatingIfNeeded: value)
    }
  }

  private static func parseVersion6(_ text: String) -> IPAddress? {
    let text = text.prefix { $0 != "%" }
    var halves: [[UInt16]] = []
    let sides = split(text)
    guard (1...2).contains(sides.count) else { return nil }
    for (index, side) in sides.enumerated() {
      guard let groups = groups(side, isLast: index == sides.count - 1) else { return nil }
      halves.append(groups)
    }
    var groups = halves[0]
    if halves.count == 2 {
      let gap = 8 - groups.count - halves[1].count
      guard gap >= 1 else { return nil }
      groups += Array(repeating: 0, count: gap) + halves[1]
    }
    guard groups.count == 8 else { return nil }
    let bytes = groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    return IPAddress(bytes: isMapped ? Array(bytes.suffix(4)) : bytes)
  }

  /// The sides of the one `::`.
  private static func split(_ text: Substring) -> [Substring] {
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == ":", next < text.endIndex, text[next] == ":" {
        let rest = text[text.index(after: next)...]
        return rest.contains("::") ? [] : [text[..<index], rest]
      }
      index = next
    }
    return [text]
  }

  private static func groups(_ text: Substring, isLast: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isLast, index == parts.count - 1, part.contains(".") {
        guard let bytes = version4(part) else { return nil }
        groups += [
          UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3]),
        ]
      } else {
        guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }

  /// An address of `127.0.0.0/8`, or `::1`.
  public var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  /// Whether a text is an address of the machine itself; most texts are not, and cost nothing.
  public static func isLoopback(_ text: String) -> Bool {
    let mayBe = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.starts(with: "127.".utf8) || bytes.contains(UInt8(ascii: ":"))
    }
    return mayBe != false && parse(text)?.isLoopback == true
  }

  /// `0.0.0.0` or `::`.
  public var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

  /// Of the nets kept for documentation: 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24 (RFC 5737),
  /// 2001:db8::/32 (RFC 3849).
  public var isDocumentation: Bool {
    if bytes.count == 16 { return bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) }
    return [[192, 0, 2], [198, 51, 100], [203, 0, 113]].contains { bytes.starts(with: $0) }
  }

  /// Dotted, or in the form of RFC 5952: one text for each address.
  public var description: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    let texts = groups.map { String($0, radix: 16) }
    guard let gap = Self.longestGap(groups) else { return texts.joined(separator: ":") }
    return texts[..<gap.lowerBound].joined(separator: ":") + "::"
      + texts[gap.upperBound...].joined(separator: ":")
  }

  /// The first of the longest runs of two zero groups or more.
  private static func longestGap(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < groups.count {
      var end = start
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - start > max(1, best?.count ?? 0) { best = start..<end }
      start = max(end, start + 1)
    }
    return best
  }
}
