internal import ClusterModel
internal import Syntax

/// The options of a `server` or `default-server` line; a later one counts before an earlier.
struct HAProxyServerOptions {
  /// Options that take a value (haproxy configuration manual 5.2).
  private static let valued: Set<String> = [
    "addr", "agent-addr", "agent-inter", "agent-port", "agent-send", "alpn", "ca-file",
    "check-alpn", "check-proto", "check-sni", "ciphers", "ciphersuites", "client-sigalgs",
    "cookie", "crl-file", "crt", "curves", "downinter", "error-limit", "fall", "fastinter", "guid",
    "hash-key", "id", "idle-ping", "init-addr", "init-state", "inter", "log-bufsize", "log-proto",
    "max-reuse", "maxconn", "maxqueue", "minconn", "namespace", "npn", "observe", "on-error",
    "on-marked-down", "on-marked-up", "pool-conn-name", "pool-low-conn", "pool-max-conn",
    "pool-purge-delay", "port", "proto", "redir", "resolve-net", "resolve-opts", "resolve-prefer",
    "resolvers", "rise", "shard", "sigalgs", "slowstart", "sni", "socks4", "source",
    "ssl-max-ver", "ssl-min-ver", "tcp-ut", "track", "usesrc", "verify", "verifyhost", "weight",
    "ws",
  ]

  private(set) var values: [String: ConfigWord] = [:]
  private(set) var isChecked = false
  /// The word that asks for a check, or takes it away.
  private(set) var checkSpan: Span?
  /// `check-ssl` or `no-check-ssl`.
  private(set) var checkTLS: Bool?
  private(set) var isTLS = false
  private(set) var isBackup = false
  private(set) var isDisabled = false

  mutating func read(_ words: ArraySlice<ConfigWord>) {
    var rest = words
    while let word = rest.popFirst() {
      if Self.valued.contains(word.text) {
        values[word.text] = rest.popFirst()
      } else {
        readWord(word)
      }
    }
  }

  private mutating func readWord(_ word: ConfigWord) {
    switch word.text {
    case "check", "no-check":
      isChecked = word.text == "check"
      checkSpan = word.span
    case "check-ssl": checkTLS = true
    case "no-check-ssl": checkTLS = false
    case "ssl": isTLS = true
    case "no-ssl": isTLS = false
    case "backup": isBackup = true
    case "no-backup": isBackup = false
    case "disabled": isDisabled = true
    case "enabled": isDisabled = false
    default: break
    }
  }

  /// Whether another server's check decides.
  var isTracking: Bool { values["track"] != nil }

  /// Weight 0 gets no new connections.
  var getsConnections: Bool { !isDisabled && values["weight"]?.text != "0" }

  /// A time that is stated, in milliseconds, or the program's own.
  func time(_ name: String, default standard: Int64) -> Fact<Int64> {
    value(name, default: standard, parse: HAProxyTime.milliseconds)
  }

  func count(_ name: String, default standard: Int) -> Fact<Int> {
    value(name, default: standard) { Int($0) }
  }

  private func value<Value>(
    _ name: String, default standard: Value, parse: (String) -> Value?
  ) -> Fact<Value> {
    guard let word = values[name] else { return .defaulted(standard) }
    guard let value = parse(word.text) else { return .unknown("`\(word.text)` cannot be read") }
    return .stated(value, word.located.span)
  }
}

/// One `server` line.
struct HAProxyServer {
  let line: HAProxyConfig.Line
  let options: HAProxyServerOptions
  /// `nil` for what is no address of a machine: a socket, a name left out.
  let address: HAProxyAddress?

  /// `defaults` are the options of `default-server` lines before it.
  init?(_ line: HAProxyConfig.Line, defaults: HAProxyServerOptions) {
    guard line.words.count >= 3 else { return nil }
    self.line = line
    var options = defaults
    options.read(line.words[3...])
    self.options = options
    address = HAProxyAddress(line.words[2])
  }

  var label: Located<String> { line.words[1].located }
}

/// `10.0.0.1:6443`, `ipv4@10.0.0.1:6443`, `[::1]:6443`, `2001:db8::1:6443`, `m1`, `*:6443`.
struct HAProxyAddress {
  let host: String
  let port: Int?
  let span: Span

  /// As `HostPort` reads it.
  var text: String {
    let host = host.contains(":") ? "[\(host)]" : host
    return port.map { "\(host):\($0)" } ?? host
  }

  init?(_ word: ConfigWord) { self.init(word.located) }

  /// haproxy takes what stands behind the last colon as the port (`str2sa_range` in src/tools.c).
  init?(_ word: Located<String>) {
    var text = word.value
    if let at = text.firstIndex(of: "@") {
      let family = String(text[..<at])
      guard Self.families.contains(family) else { return nil }
      text = String(text[text.index(after: at)...])
    }
    guard !text.hasPrefix("/"), !text.hasPrefix("abns@") else { return nil }
    span = word.span
    if text.hasSuffix("]") {
      (host, port) = (Self.bare(text), nil)
    } else if let colon = text.lastIndex(of: ":") {
      host = Self.bare(String(text[..<colon]))
      let number = text[text.index(after: colon)...]
      port = Int(number.split(separator: "-").first ?? number).flatMap {
        (1...65535).contains($0) ? $0 : nil
      }
    } else {
      (host, port) = (text, nil)
    }
  }

  private static let families: Set<String> = [
    "ipv4", "ipv6", "tcp", "tcp4", "tcp6", "stream+ipv4", "stream+ipv6",
  ]

  private static func bare(_ host: String) -> String {
    host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
  }
}
