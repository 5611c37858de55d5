internal import ClusterModel
internal import Syntax

/// What the lines of a section, and of the `defaults` before it, say of checks and times.
struct HAProxySettings {
  /// What `option …chk` asks for.
  enum Check {
    case connection
    case http(HAProxyConfig.Line)
    case tls(Span)
    case rules(HAProxyConfig.Line)
    /// One that haplan does not know: its name.
    case other(String, Span)
  }

  /// Whether `defaults` of another file, which is not here, may say more.
  private let isIncomplete: Bool
  private(set) var check = Check.connection
  /// `http-check …` and `tcp-check …` lines; those of a section count instead of its defaults'.
  private(set) var rules: [HAProxyConfig.Line] = []
  private(set) var serverOptions = HAProxyServerOptions()
  private(set) var timeouts: [String: ConfigWord] = [:]
  private(set) var mode: ConfigWord?
  private(set) var defaultBackend: String?
  /// `disabled`: the proxy neither listens nor sends.
  private(set) var isDisabled = false

  init(isIncomplete: Bool = false) { self.isIncomplete = isIncomplete }

  mutating func read(_ section: HAProxyConfig.Section) {
    var hasOwnRules = false
    for line in section.lines {
      switch line.keyword {
      case "http-check", "tcp-check":
        if !hasOwnRules { rules = [] }
        hasOwnRules = true
        rules.append(line)
      case "option": readOption(line)
      case "no" where line.begins("no", "option"): dropOption(line)
      case "default-server": serverOptions.read(line.arguments)
      case "timeout" where line.words.count >= 3: timeouts[line.words[1].text] = line.words[2]
      case "mode": mode = line.arguments.first
      case "default_backend": defaultBackend = line.arguments.first?.text
      case "disabled", "enabled": isDisabled = line.keyword == "disabled"
      default: break
      }
    }
  }

  /// `timeout NAME`, in milliseconds; `nil` where nobody sets it.
  func timeout(_ name: String) -> Fact<Int64>? {
    timeouts[name].map { word in
      HAProxyTime.milliseconds(word.text).map { .stated($0, word.located.span) }
        ?? .unknown("`\(word.text)` cannot be read")
    }
  }

  private mutating func readOption(_ line: HAProxyConfig.Line) {
    switch line.arguments.first?.text {
    case "httpchk": check = .http(line)
    case "ssl-hello-chk": check = .tls(line.span)
    case "tcp-check": check = .rules(line)
    case "external-check", "mysql-check", "pgsql-check", "redis-check", "smtpchk", "ldap-check",
      "spop-check":
      check = .other(line.arguments.first?.text ?? "", line.span)
    default: break
    }
  }

  private mutating func dropOption(_ line: HAProxyConfig.Line) {
    switch (line.words.dropFirst(2).first?.text, check) {
    case ("httpchk", .http), ("ssl-hello-chk", .tls), ("tcp-check", .rules): check = .connection
    case ("httpchk", _), ("ssl-hello-chk", _), ("tcp-check", _): break
    default: break
    }
  }

  /// How one server is checked. Defaults: haproxy configuration manual 5.2, `inter` 2 s, `fall` 3,
  /// `rise` 2.
  func healthCheck(of server: HAProxyServer) -> HealthCheck {
    let options = server.options
    var check = HealthCheck(
      kind: kind(of: server), interval: known(options.time("inter", default: 2000)),
      fall: known(options.count("fall", default: 3)),
      rise: known(options.count("rise", default: 2)),
      span: span(of: server))
    if options.values["fastinter"] != nil {
      check.retryInterval = options.time("fastinter", default: 2000)
    }
    if let word = timeouts["check"], let time = HAProxyTime.milliseconds(word.text) {
      check.timeout = .stated(time, word.located.span)
    }
    if case .stated(let kind, _) = check.kind, kind == .http || kind == .https {
      check.path = known(path)
      check.expectation =
        isIncomplete && rules.isEmpty ? .unknown : HAProxyExpect.expectation(of: rules)
    }
    check.port = port(of: options)
    return check
  }

  private static let elsewhere = "its defaults stand in another file"

  /// haproxy's own value is not known to count where defaults may stand elsewhere.
  private func known<Value>(_ fact: Fact<Value>) -> Fact<Value> {
    if isIncomplete, case .defaulted = fact { return .unknown(Self.elsewhere) }
    return fact
  }

  private func kind(of server: HAProxyServer) -> Fact<HealthCheck.Kind> {
    let options = server.options
    if options.isTracking { return .unknown("another server's check decides") }
    guard options.isChecked else {
      return isIncomplete && options.checkSpan == nil
        ? .unknown(Self.elsewhere) : .stated(.none, server.line.words[2].span)
    }
    let place = options.checkSpan ?? server.line.span
    switch check {
    case .connection where isIncomplete: return .unknown(Self.elsewhere)
    case .connection: return .stated(isTLS(options) ? .tls : .tcp, place)
    case .http where isIncomplete && !isTLS(options): return .unknown(Self.elsewhere)
    case .http(let line): return .stated(isTLS(options) ? .https : .http, line.span)
    case .tls(let span): return .stated(.tls, span)
    case .rules(let line): return kindOfRules(options, line)
    case .other(let name, _): return .unknown("\(name) is a check of its own")
    }
  }

  /// `tcp-check` sequences may ask anything: one that sends is not known.
  private func kindOfRules(
    _ options: HAProxyServerOptions, _ line: HAProxyConfig.Line
  ) -> Fact<HealthCheck.Kind> {
    guard rules.allSatisfy({ !$0.words.dropFirst().prefix(1).contains { $0.text != "connect" } })
    else { return .unknown("tcp-check sends something of its own") }
    return .stated(isTLS(options) ? .tls : .tcp, line.span)
  }

  /// TLS by the server's options, unless `http-check connect` or `tcp-check connect` decides.
  private func isTLS(_ options: HAProxyServerOptions) -> Bool {
    let connects = rules.filter { $0.words.count >= 2 && $0.words[1].text == "connect" }
    if let connect = connects.first {
      let words = connect.words.dropFirst(2).map(\.text)
      return words.contains("ssl") || (words.contains("default") && isServerTLS(options))
    }
    return isServerTLS(options)
  }

  /// `check-ssl`; else the server's own `ssl`, unless the check goes to another port.
  private func isServerTLS(_ options: HAProxyServerOptions) -> Bool {
    options.checkTLS
      ?? (options.isTLS && options.values["port"] == nil && options.values["addr"] == nil)
  }

  private func port(of options: HAProxyServerOptions) -> Fact<Int>? {
    let connect = rules.first { $0.words.count >= 2 && $0.words[1].text == "connect" }
    let words = connect.map { Array($0.words.dropFirst(2)) } ?? []
    let own = words.firstIndex { $0.text == "port" }.flatMap { index in
      words.indices.contains(index + 1) ? words[index + 1] : nil
    }
    guard let word = own ?? options.values["port"] else { return nil }
    return Int(word.text).map { .stated($0, word.located.span) } ?? .unknown("`\(word.text)`")
  }

  /// The path of `http-check send`, else of `option httpchk`, else `/` (`OPTIONS /`).
  private var path: Fact<String> {
    if let send = rules.first(where: { $0.begins("http-check", "send") }) {
      let words = Array(send.words)
      for (word, next) in zip(words, words.dropFirst()) where word.text == "uri" {
        return .stated(next.text, next.located.span)
      }
      if words.contains(where: { $0.text == "uri-lf" }) { return .unknown("uri-lf is computed") }
    }
    guard case .http(let line) = check else { return .defaulted("/") }
    let words = line.words.dropFirst(2)
    let uri = words.count == 1 ? words.first : words.dropFirst().first
    return uri.map { .stated($0.text, $0.located.span) } ?? .defaulted("/")
  }

  /// The line of the option that says what is asked.
  var checkLine: Span? {
    switch check {
    case .http(let line), .rules(let line): line.span
    case .tls(let span), .other(_, let span): span
    case .connection: nil
    }
  }

  /// Where the check is stated: its option, else the server's word, else the server.
  private func span(of server: HAProxyServer) -> Span {
    guard server.options.isChecked else { return server.line.words[2].span }
    return checkLine ?? server.options.checkSpan ?? server.line.span
  }
}
