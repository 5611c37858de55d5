internal import ClusterModel
internal import Syntax

extension NginxPool {
  /// How one server is checked. nginx itself checks nothing: it counts clients' connections that
  /// failed, `max_fails` (1) within `fail_timeout` (10 s), each after `proxy_connect_timeout` (60 s)
  /// at the latest: ngx_stream_upstream_module, ngx_stream_proxy_module.
  func healthCheck(of server: NginxServer) -> HealthCheck {
    if let active = settings.active { return activeCheck(active, of: server) }
    let fall: Fact<Int> =
      server.parameters["max_fails"].map { parameter in
        Int(parameter.value.value).map { .stated($0, parameter.value.span) }
          ?? .unknown("`\(parameter.value.value)`")
      } ?? .defaulted(1)
    let kind: Fact<HealthCheck.Kind> =
      switch fall {
      case .stated(0, let span): .stated(.none, span)
      case .stated(_, let span): .stated(.passive, span)
      case .defaulted: .defaulted(.passive)
      case .unknown(let reason): .unknown(reason)
      }
    return HealthCheck(
      kind: kind, interval: time("proxy_connect_timeout", default: 60_000), fall: fall,
      rise: .defaulted(1), span: server.directive.span)
  }

  func time(_ name: String, default standard: Int64) -> Fact<Int64> {
    guard let word = settings.values[name] else { return .defaulted(standard) }
    return NginxTime.milliseconds(word.text).map { .stated($0, word.located.span) }
      ?? .unknown("`\(word.text)` cannot be read")
  }

  /// `health_check interval=5 fails=1 passes=1 uri=/` of the commercial edition
  /// (ngx_stream_upstream_hc_module), or `check interval=3000 fall=5 rise=2 timeout=1000 type=tcp` of
  /// the upstream check module, whose times are milliseconds.
  private func activeCheck(_ active: BlockConfig.Directive, of server: NginxServer) -> HealthCheck {
    let isModule = active.name == "check"
    var values: [String: Located<String>] = [:]
    for word in active.arguments {
      guard let equals = word.text.firstIndex(of: "=") else { continue }
      let value = String(word.text[word.text.index(after: equals)...])
      let end = Int(word.located.span.end)
      values[String(word.text[..<equals])] = Located(
        value, Span(word.span.file, end - value.utf8.count, end))
    }
    func fact<Value>(
      _ name: String, _ standard: Value, _ parse: (String) -> Value?
    ) -> Fact<Value> {
      guard let text = values[name] else { return .defaulted(standard) }
      return parse(text.value).map { .stated($0, text.span) } ?? .unknown("`\(text.value)`")
    }
    let kind: HealthCheck.Kind =
      switch values["type"]?.value {
      case "http": .http
      case "ssl_hello": .tls
      default: values["uri"] == nil ? .tcp : isTLS ? .https : .http
      }
    var check = HealthCheck(
      kind: .stated(kind, active.span),
      interval: fact("interval", isModule ? 30_000 : 5000) {
        isModule ? Int64($0) : NginxTime.milliseconds($0)
      },
      fall: fact(isModule ? "fall" : "fails", isModule ? 5 : 1) { Int($0) },
      rise: fact(isModule ? "rise" : "passes", isModule ? 2 : 1) { Int($0) }, span: active.span)
    if kind == .http || kind == .https { check.path = fact("uri", "/") { $0 } }
    if values["match"] != nil { check.expectation = .unknown }
    if values["port"] != nil { check.port = fact("port", 0) { Int($0) } }
    return check
  }
}
