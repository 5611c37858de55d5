internal import ClusterModel
internal import Syntax

/// Health checks of Terraform's resources, in seconds there and milliseconds here. A value that is
/// computed is unknown; a default is the provider's, or the cloud's where the provider sets none.
struct TerraformCheck {
  /// The names and defaults of one provider's attributes.
  struct Names {
    var proto = "protocol"
    var path = "path"
    var port = "port"
    var interval = "interval"
    var fall = "unhealthy_threshold"
    var rise = "healthy_threshold"
    var timeout = "timeout"
    var standardInterval: Int64
    var standardFall: Int
    var standardRise: Int
  }

  let body: HCLBody
  let names: Names
  let span: Span

  /// `kind` where the block itself, not a word in it, says what is asked.
  func healthCheck(kind: Fact<HealthCheck.Kind>? = nil) -> HealthCheck {
    var check = HealthCheck(
      kind: kind ?? self.kind(default: .tcp),
      interval: seconds(names.interval, default: names.standardInterval),
      fall: count(names.fall, names.standardFall), rise: count(names.rise, names.standardRise),
      span: span)
    if check.kind.value == .http || check.kind.value == .https { check.path = path }
    if let matcher = body["matcher"] {
      let statuses = matcher.text.flatMap { Expectation.statuses($0.value) }
      check.expectation = statuses.map { Expectation(statuses: $0) } ?? .unknown
    }
    if let port = body[names.port], port.text?.value != "traffic-port" {
      check.port = port.int.map { .stated($0.value, $0.span) } ?? .unknown("it is computed")
    }
    if body[names.timeout] != nil { check.timeout = seconds(names.timeout, default: 0) }
    return check
  }

  func kind(default standard: HealthCheck.Kind) -> Fact<HealthCheck.Kind> {
    guard let value = body[names.proto] else { return .defaulted(standard) }
    guard let text = value.text else { return .unknown("it is computed") }
    switch text.value.uppercased() {
    case "TCP": return .stated(.tcp, text.span)
    case "SSL", "TLS", "TLS-HELLO": return .stated(.tls, text.span)
    case "HTTP": return .stated(.http, text.span)
    case "HTTPS": return .stated(.https, text.span)
    default: return .unknown("`\(text.value)`")
    }
  }

  private var path: Fact<String> {
    guard let value = body[names.path] else { return .defaulted("/") }
    return value.text.map { .stated($0.value, $0.span) } ?? .unknown("it is computed")
  }

  private func seconds(_ name: String, default standard: Int64) -> Fact<Int64> {
    guard let value = body[name] else { return .defaulted(standard * 1000) }
    guard let number = value.int, (0...1_000_000).contains(number.value) else {
      return .unknown("it is computed")
    }
    return .stated(Int64(number.value) * 1000, number.span)
  }

  private func count(_ name: String, _ standard: Int) -> Fact<Int> {
    guard let value = body[name] else { return .defaulted(standard) }
    return value.int.map { .stated($0.value, $0.span) } ?? .unknown("it is computed")
  }
}
