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
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { return nil }
      let host = String(text[text.index(after: text.startIndex)..<close])
      let rest = text[text.index(after: close)...]
      guard IPAddress.parse(host) != nil else { return nil }
      if rest.isEmpty { return HostPort(host: host, port: nil) }
      guard rest.hasPrefix(":"), let port = port(rest.dropFirst()) else { return nil }
      return HostPort(host: host, port: port)
    }
    let colons = text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: ":") ? 1 : 0) }
    if colons > 1 {
      return IPAddress.parse(text) == nil ? nil : HostPort(host: text, port: nil)
    }
    guard colons == 1, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return text.isEmpty ? nil : HostPort(host: text, port: nil)
    }
    let host = String(text[..<colon])
    guard !host.isEmpty, let port = port(text[text.utf8.index(after: colon)...]) else { return nil }
    return HostPort(host: host, port: port)
  }

  private static func port(_ text: Substring) -> Int? {
    guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      let port = Int(text), (1...65535).contains(port)
    else { return nil }
    return port
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
      scheme = lowercased(name)
      start = colon + 3
    }
    var end = start
    while end < bytes.count, !isBehindHost(bytes[end]) {
      guard bytes[end] > 0x20, bytes[end] != UInt8(ascii: ",") else { return nil }
      end += 1
    }
    guard let (host, port) = hostPort(bytes[start..<end]) else { return nil }
    let standard = scheme == "https" ? 443 : scheme == "http" ? 80 : 2379
    return EndpointURL(scheme: scheme, host: host, port: port ?? standard, hasPort: port != nil)
  }

  /// A name or a version 4 address with or without a port, in one pass; the rest by `HostPort`.
  private static func hostPort(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (host: String, port: Int?)? {
    guard let first = bytes.first else { return nil }
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    let rest = colon.map { bytes[($0 + 1)...] }
    if first == UInt8(ascii: "[") || rest?.contains(UInt8(ascii: ":")) == true {
      return HostPort.parse(String(decoding: bytes, as: UTF8.self)).map {
        ($0.host.lowercased(), $0.port)
      }
    }
    guard let colon, let rest else { return (lowercased(bytes), nil) }
    var port = 0
    guard colon > bytes.startIndex, (1...5).contains(rest.count) else { return nil }
    for byte in rest {
      guard (48...57).contains(byte) else { return nil }
      port = port * 10 + Int(byte - 48)
    }
    return (1...65535).contains(port) ? (lowercased(bytes[..<colon]), port) : nil
  }

  private static func lowercased(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains { (65...90).contains($0) || $0 >= 0x80 } ? text.lowercased() : text
  }

  private static func isBehindHost(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}
