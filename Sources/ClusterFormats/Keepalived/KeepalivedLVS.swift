internal import ClusterModel
internal import Syntax

/// LVS: `virtual_server ADDRESS PORT` with its `real_server` blocks.
extension KeepalivedReader {
  static func frontsAPIServers(_ server: BlockConfig.Directive) -> Bool {
    let ports = server.all("real_server").map {
      $0.words.dropFirst(2).first.flatMap { Int($0.text) }
    }
    guard !ports.isEmpty else { return false }
    let bind = server.words.dropFirst(2).first.flatMap { Int($0.text) }
    return APIPorts.areFronted(targets: ports, binds: [bind].compactMap(\.self), names: [])
  }

  mutating func balancer(of server: BlockConfig.Directive) -> BalancerFact {
    let address = server.argument?.located ?? Located("", server.span)
    var fact = BalancerFact(name: "", span: address.span)
    let port = server.words.dropFirst(2).first?.text
    if let vip = server.argument.flatMap({ known($0) }), IPAddress.parse(vip.value) != nil {
      fact.vip = vip
      fact.listens = [vip.map { Self.endpoint($0, port) }]
    }
    var backends: [BackendFact] = []
    for real in server.all("real_server") {
      guard let host = real.argument.flatMap({ known($0) }), IPAddress.parse(host.value) != nil
      else {
        fact.mayHaveMoreBackends = true
        continue
      }
      let text = host.map { Self.endpoint($0, real.words.dropFirst(2).first?.text) }
      var backend = BackendFact(text: text, entry: real.span)
      backend.isDisabled = real.last("weight")?.argument?.text == "0"
      backend.check = check(of: real, in: server)
      backends.append(backend)
    }
    let all = server.all("real_server").map(\.span)
    if let first = all.first, let last = all.last {
      fact.backends = Located(backends, first.union(last))
    }
    return fact
  }

  private static func endpoint(_ host: String, _ port: String?) -> String {
    let host = host.contains(":") ? "[\(host)]" : host
    return port.map { "\(host):\($0)" } ?? host
  }

  private static func place(of real: BlockConfig.Directive) -> Span {
    real.argument?.span ?? real.nameSpan
  }

  private static let kinds: [(name: String, kind: HealthCheck.Kind?)] = [
    ("TCP_CHECK", .tcp), ("HTTP_GET", .http), ("SSL_GET", .https), ("MISC_CHECK", nil),
    ("SMTP_CHECK", nil), ("DNS_CHECK", nil), ("BFD_CHECK", nil), ("PING_CHECK", nil),
    ("UDP_CHECK", nil), ("FILE_CHECK", nil),
  ]

  /// keepalived.conf(5): without a checker a real server is always up; `delay_loop` 60 s, `retry` 1,
  /// `delay_before_retry` 3 s for HTTP_GET and SSL_GET, else 1 s.
  private mutating func check(
    of real: BlockConfig.Directive, in server: BlockConfig.Directive
  ) -> HealthCheck {
    let checkers = (real.children ?? []).filter { child in
      Self.kinds.contains { $0.name == child.name }
    }
    guard let checker = checkers.first, checkers.count == 1 else {
      let kind: Fact<HealthCheck.Kind> =
        checkers.isEmpty ? .stated(.none, Self.place(of: real)) : .unknown("several checks")
      return HealthCheck(
        kind: kind, interval: .defaulted(60_000), fall: .defaulted(2), rise: .defaulted(1),
        span: Self.place(of: real))
    }
    let kind = Self.kinds.first { $0.name == checker.name }?.kind
    var check = HealthCheck(
      kind: kind.map { .stated($0, checker.nameSpan) } ?? .unknown("\(checker.name)"),
      interval: seconds("delay_loop", in: [checker, real, server], default: 60_000),
      fall: retries(in: [checker, real, server]).map { $0 + 1 }, rise: .defaulted(1),
      span: checker.nameSpan)
    check.retryInterval = seconds(
      "delay_before_retry", in: [checker, real, server],
      default: kind == .http || kind == .https ? 3000 : 1000)
    if let port = checker.last("connect_port")?.argument { check.port = value(port) { Int($0) } }
    if kind == .http || kind == .https {
      let path = checker.last("url")?.last("path")?.argument
      check.path = path.map { value($0) { $0 } } ?? .defaulted("/")
      if let url = checker.last("url") { check.expectation = Self.expectation(of: url) }
    }
    return check
  }

  /// `status_code 200-299 403`; a digest is of one answer alone. Without either, 2xx.
  private static func expectation(of url: BlockConfig.Directive) -> Expectation {
    if url.last("digest") != nil || url.last("regex") != nil { return .unknown }
    guard let codes = url.last("status_code")?.arguments.map(\.text) else { return .success }
    return Expectation.statuses(codes.joined(separator: ",")).map { Expectation(statuses: $0) }
      ?? .unknown
  }

  private mutating func seconds(
    _ name: String, in places: [BlockConfig.Directive], default standard: Int64
  ) -> Fact<Int64> {
    let word = places.lazy.compactMap { $0.last(name)?.argument }.first
    return word.map { value($0, Self.milliseconds) } ?? .defaulted(standard)
  }

  private mutating func retries(in places: [BlockConfig.Directive]) -> Fact<Int> {
    let word = places.lazy.compactMap { $0.last("retry")?.argument }.first
    return word.map { value($0) { Self.number($0, in: 0...1_000_000) } } ?? .defaulted(1)
  }
}
