import ClusterFormats
import ClusterModel
import Syntax
import Testing

@Suite("what sections of haproxy say of each other, and of answers")
struct HAProxySectionTests {
  private func balancers(_ text: String) -> [BalancerFact] {
    Rendering(text, path: "haproxy.cfg").result.parts.flatMap(\.balancers)
  }

  private func balancer(_ text: String) throws -> BalancerFact {
    try #require(balancers(text).first)
  }

  /// Rules of `http-check`, whether an answer 200 of /readyz meets them, and whether a 400 may.
  static let expectations: [(rules: String, ready: Bool, refusal: Bool)] = [
    ("", true, false),
    ("http-check expect status 200", true, false),
    ("http-check expect status 200,400-403", true, true),
    ("http-check expect status 403", false, false),
    ("http-check expect comment no min-recv 3 status 400", false, true),
    ("http-check expect ! status 500", true, true),
    ("http-check expect !status 400", true, false),
    ("http-check expect string ok", true, false),
    ("http-check expect string gitVersion", false, true),
    ("http-check expect rstatus ^2", false, true),
    ("http-check expect status 200-299\nhttp-check expect status 403", false, false),
    ("http-check expect status 200\nhttp-check expect string gitVersion", false, false),
    ("http-check expect status 200\nhttp-check expect rstring gitV", false, false),
  ]

  @Test(arguments: expectations)
  func whatIsExpected(_ rules: String, _ ready: Bool, _ refusal: Bool) throws {
    let text =
      HAProxyFixtures.head
      + "backend api\noption httpchk GET /\n\(rules)\nserver a 10.0.0.1:6443 check\n"
    let check = try #require(try balancer(text).backends?.value.first?.check)
    #expect(check.expectation.takesReady == ready)
    #expect(check.expectation.mayTake(400) == refusal)
  }

  /// haproxy configuration manual 4.2: a disabled proxy neither listens nor sends.
  @Test func whatIsDisabledIsNoBalancer() throws {
    let text = """
      defaults off
        disabled
      defaults
        mode tcp
      listen one
        bind :6443
        disabled
        server a 10.0.0.1:6443 check
      listen two from off
        bind :7443
        server a 10.0.0.2:6443 check
      listen three from off
        enabled
        bind :8443
        server a 10.0.0.3:6443 check
      frontend closed
        disabled
        bind :9443
        default_backend four
      frontend open
        bind :10443
        default_backend four
      backend four
        server a 10.0.0.4:6443 check

      """
    let found = balancers(text)
    #expect(
      found.compactMap { $0.backends?.value.first?.text.value } == [
        "10.0.0.3:6443", "10.0.0.4:6443",
      ])
    #expect(found.last?.listens.map(\.value) == [":10443"])
  }

  /// What of a file's own lines can be known of its checks, where other files say the defaults.
  static let pieces: [(lines: String, kind: HealthCheck.Kind?)] = [
    ("server a 10.0.0.1:6443", nil),
    ("server a 10.0.0.1:6443 check", nil),
    ("server a 10.0.0.1:6443 no-check", HealthCheck.Kind.none),
    ("option httpchk GET /\nserver a 10.0.0.1:6443 check", nil),
    ("option httpchk GET /\nserver a 10.0.0.1:6443 check check-ssl verify none", .https),
    ("option ssl-hello-chk\nserver a 10.0.0.1:6443 check", .tls),
  ]

  @Test(arguments: pieces)
  func aPieceOfAConfigurationHasDefaultsElsewhere(
    _ lines: String, _ kind: HealthCheck.Kind?
  ) throws {
    let piece = "listen api\n  bind :6443\n\(lines)\n"
    let check = try #require(try balancer(piece).backends?.value.first?.check)
    #expect(check.kind.value == kind)
    #expect(check.interval.value == nil && check.fall.value == nil)
    let whole = try #require(try balancer("global\n" + piece).backends?.value.first?.check)
    #expect(whole.kind.value != nil && whole.interval.value == 2000)
  }

  @Test func backendsThatNoFrontendUsesAreNoDoor() throws {
    let text = """
      global
        maxconn 1000
      frontend api
        bind :6443
        use_backend green if { src 10.9.0.0/16 }
        default_backend blue
      backend blue
        server a 10.0.0.1:6443
      backend green
        server a 10.0.0.2:6443
      backend old
        server a 10.0.0.3:6443

      """
    func first(_ text: String) -> [String] {
      balancers(text).compactMap { $0.backends?.value.first?.text.value }
    }
    #expect(first(text) == ["10.0.0.1:6443", "10.0.0.2:6443"])
    let dynamic = text.replacing("use_backend green", with: "use_backend %[src,map(/m)]")
    #expect(first(dynamic).count == 3)
    let listening = text.replacing("frontend api", with: "listen api")
    #expect(first(listening) == ["10.0.0.1:6443", "10.0.0.2:6443"])
    let other = text.replacing("  use_backend green if { src 10.9.0.0/16 }\n", with: "")
      .replacing("  default_backend blue\n", with: "")
    #expect(first(other).count == 3)
  }
}
