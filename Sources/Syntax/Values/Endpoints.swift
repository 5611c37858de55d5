/// `host`, `host:port`, `[address]:port`, or a bare version 6 address.
public struct HostPort: Hashable, Sendable {
  /// Without brackets, as written.
  public let host: String
  public let port: Int?

  public init(host: String, port: Int?) {
    self.host = host
    self.port = port
  }

  /// `nil` where the host is empty or the port is no number from 1 to 65535.
  public static func parse(_ text: String) -> HostPort? {
    var text = text
    return text.withUTF8 { parse($0[...]) }
  }

  static func parse(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> HostPort? {
    guard let first = bytes.first else { return nil }
    if first == UInt8(ascii: "[") {
      guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      let host = String(decoding: bytes[(bytes.startIndex + 1)..<close], as: UTF8.self)
      guard IPAddress.parse(host) != nil else { return nil }
      let rest = bytes[(close + 1)...]
      if rest.isEmpty { return HostPort(host: host, port: nil) }
      guard rest.first == UInt8(ascii: ":"), let port = port(rest.dropFirst()) else { return nil }
      return HostPort(host: host, port: port)
    }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      return HostPort(host: String(decoding: bytes, as: UTF8.self), port: nil)
    }
    let rest = bytes[(colon + 1)...]
    if rest.contains(UInt8(ascii: ":")) {
      let text = String(decoding: bytes, as: UTF8.self)
      return IPAddress.parse(text) == nil ? nil : HostPort(host: text, port: nil)
    }
    guard colon > bytes.startIndex, let port = port(rest) else { return nil }
    return HostPort(host: String(decoding: bytes[..<colon], as: UTF8.self), port: port)
  }

  private static func port(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard (1...5).contains(digits.count) else { return nil }
    var port = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      port = port * 10 + Int(digit - 48)
    }
    return (1...65535).contains(port) ? port : nil
  }
}

/// A URL of an etcd endpoint, such as `https://10.240.0.10:2379`.
public struct EndpointURL: Hashable, Sendable {
  /// `http`, `https`, `unix` …, in lower case; `nil` where the text has none.
  public let scheme: String?
  /// Without brackets, in lower case.
  public let host: String
  /// As written, else the scheme's (80, 443), else etcd's 2379.
  public let port: Int
  public let hasPort: Bool

  /// Whether it reaches nothing but the machine that asks.
  public var isLoopback: Bool { host == "localhost" || IPAddress.isLoopback(host) }

  /// A text without a scheme is taken as host and port: some lists leave it out after the first.
  /// `nil` where no host can be read.
  public static func parse(_ text: String) -> EndpointURL? {
    var text = text
    return text.withUTF8 { parse($0) }
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> EndpointURL? {
    var start = 0
    var scheme: String?
    let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
    if colon + 2 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"),
      bytes[colon + 2] == UInt8(ascii: "/")
    {
      let name = bytes[..<colon]
      guard !name.isEmpty, name.allSatisfy(isLetter) else { return nil }
      scheme = lowercased(String(decoding: name, as: UTF8.self), name)
      start = colon + 3
    }
    var end = start
    while end < bytes.count, !isBehindHost(bytes[end]) {
      guard bytes[end] > 0x20, bytes[end] != UInt8(ascii: ",") else { return nil }
      end += 1
    }
    guard let door = HostPort.parse(bytes[start..<end]) else { return nil }
    let standard = scheme == "https" ? 443 : scheme == "http" ? 80 : 2379
    return EndpointURL(
      scheme: scheme, host: lowercased(door.host, bytes[start..<end]),
      port: door.port ?? standard, hasPort: door.port != nil)
  }

  /// The text in lower case; `bytes` hold it.
  private static func lowercased(
    _ text: String, _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> String {
    bytes.contains { (65...90).contains($0) || $0 >= 0x80 } ? text.lowercased() : text
  }

  private static func isBehindHost(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}
