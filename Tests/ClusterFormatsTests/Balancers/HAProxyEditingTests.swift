import ClusterFormats
import ClusterModel
import Syntax
import Testing

@Suite("haproxy configurations are edited in their own hand, and haproxy takes them")
struct HAProxyEditingTests {
  /// A change of a fixture, and the line that it changes: before, and after (several, or none).
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let change: BalancerChange
    let before: String
    let after: String
  }

  static let added = BalancerChange.addBackends([.init(name: "m3", host: "10.240.0.12")])

  static let cases = [
    Case(
      testDescription: "a further server like its siblings", text: HAProxyFixtures.kubeadm,
      change: added, before: "    server m2 10.240.0.11:6443 check verify none\n",
      after: "    server m2 10.240.0.11:6443 check verify none\n"
        + "    server m3 10.240.0.12:6443 check verify none\n"),
    Case(
      testDescription: "not like the backup; under the siblings' numbers",
      text: HAProxyFixtures.openshift,
      change: .addBackends([.init(name: "cp-2", host: "10.240.0.12")]),
      before: "  server master1 10.240.0.11:6443 check inter 1s\n",
      after: "  server master1 10.240.0.11:6443 check inter 1s\n"
        + "  server cp-2 10.240.0.12:6443 check inter 1s\n"),
    Case(
      testDescription: "several at once, numbered on", text: HAProxyFixtures.plain,
      change: .addBackends([
        .init(name: "m3", host: "10.240.0.12"), .init(name: "last", host: "10.240.0.13"),
      ]), before: "  server cp2 10.240.0.11:6443\n",
      after: "  server cp2 10.240.0.11:6443\n  server cp3 10.240.0.12:6443\n"
        + "  server cp4 10.240.0.13:6443\n"),
    Case(
      testDescription: "tabs, CRLF and version 6; an id is one server's alone",
      text: HAProxyFixtures.odd, change: .addBackends([.init(name: "cp3", host: "fd00::3")]),
      before: "\tserver \"cp\"\\x32 ipv6@fd00::2:6443 check id 22\r\n",
      after: "\tserver \"cp\"\\x32 ipv6@fd00::2:6443 check id 22\r\n"
        + "\tserver cp3 ipv6@[fd00::3]:6443 check\r\n"),
    Case(
      testDescription: "a line goes with its comment", text: HAProxyFixtures.odd,
      change: .removeBackend(0), before: "\tserver \"cp1\" [fd00::1]:6443 check  # the first\r\n",
      after: ""),
    Case(
      testDescription: "a check", text: HAProxyFixtures.plain, change: .enableChecks,
      before: "  server cp2 10.240.0.11:6443\n", after: "  server cp2 10.240.0.11:6443 check\n"),
    Case(
      testDescription: "readyz", text: HAProxyFixtures.openshift, change: .askReadyz,
      before: """
          server bootstrap 10.240.0.9:6443 check inter 1s backup
          server master0 10.240.0.10:6443 check inter 1s
          server master1 10.240.0.11:6443 check inter 1s

        """,
      after: """
          option httpchk GET /readyz
          http-check expect status 200
          server bootstrap 10.240.0.9:6443 check check-ssl verify none inter 1s backup
          server master0 10.240.0.10:6443 check check-ssl verify none inter 1s
          server master1 10.240.0.11:6443 check check-ssl verify none inter 1s

        """),
    Case(
      testDescription: "shorter times", text: HAProxyFixtures.kubeadm,
      change: .hurryChecks(milliseconds: 2000, fall: 3),
      before: "    default-server inter 10s downinter",
      after: "    default-server inter 2s downinter"),
  ]

  @Test(arguments: cases)
  func nothingElseChanges(_ item: Case) throws {
    let (read, balancer) = try Self.balancer(item.text)
    let edits = try #require(BalancerEditing.edits(item.change, of: balancer, file: read.file))
    let text = FlagEditingTests.apply(edits, to: read.file)
    #expect(item.text.components(item.before) == 2)
    #expect(text == item.text.replacing(item.before, with: item.after))
  }

  @Test(.enabled(if: Peer.haproxy.isHere, "haproxy is not installed"), arguments: cases)
  func haproxyTakesBothTexts(_ item: Case) throws {
    let (read, balancer) = try Self.balancer(item.text)
    let edits = try #require(BalancerEditing.edits(item.change, of: balancer, file: read.file))
    for text in [item.text, FlagEditingTests.apply(edits, to: read.file)] {
      let verdict = try Peer.haproxy.judge(text)
      #expect(verdict.accepts, "\(verdict.output)")
    }
  }

  @Test(.enabled(if: Peer.haproxy.isHere, "haproxy is not installed"))
  func haproxyRefuses() throws {
    for text in [
      HAProxyFixtures.plain + "  server cp2 10.240.0.12:6443\n",
      HAProxyFixtures.plain.replacing("check", with: "chekc"),
      HAProxyFixtures.plain.replacing("check", with: "check check-ssl"),
      HAProxyFixtures.plain.replacing("server cp1", with: "server 'cp1"),
      HAProxyFixtures.plain.replacing("cp1", with: "cp/1"),
    ] {
      #expect(try !Peer.haproxy.judge(text).accepts, "\(text)")
    }
  }

  /// The one balancer of a text, with no API server known.
  static func balancer(_ text: String) throws -> (Rendering, LoadBalancer) {
    let read = Rendering(text, path: "haproxy.cfg")
    let part = try #require(read.result.parts.first)
    let fact = try #require(part.balancers.first)
    let list = try #require(fact.backends)
    let backends = list.value.map { Backend($0, apiServer: nil) }
    return (
      read,
      LoadBalancer(
        fact, name: "lb", format: part.format, node: nil,
        backends: .stated(backends, list: list.span))
    )
  }
}

extension String {
  /// Into how many pieces a text cuts this one.
  fileprivate func components(_ text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count
  }
}
