import ClusterFormats
import ClusterModel
import Syntax
import Testing

@Suite("nginx configurations are edited in their own hand, and nginx takes them")
struct NginxEditingTests {
  typealias Case = HAProxyEditingTests.Case

  static let cases = [
    Case(
      testDescription: "a further server like its siblings", text: NginxFixtures.stream,
      change: .addBackends([.init(name: "m4", host: "10.240.0.13")]),
      before: "        server 10.240.0.12:6443 backup;\n",
      after: "        server 10.240.0.12:6443 backup;\n"
        + "        server 10.240.0.13:6443 max_fails=3 fail_timeout=30s weight=5;\n"),
    Case(
      testDescription: "on the same line, version 6", text: NginxFixtures.oneLine,
      change: .addBackends([.init(name: "m3", host: "fd00::3")]), before: "max_fails=0; }",
      after: "max_fails=0; server [fd00::3]:6443 max_fails=0; }"),
    Case(
      testDescription: "a line goes with its comment", text: NginxFixtures.stream,
      change: .removeBackend(0),
      before: "        server 10.240.0.10:6443 max_fails=3 fail_timeout=30s;  # rack a\n", after: ""
    ),
    Case(
      testDescription: "one of a line", text: NginxFixtures.oneLine, change: .removeBackend(0),
      before: " server 10.240.0.10:6443;", after: ""),
    Case(
      testDescription: "a check", text: NginxFixtures.oneLine, change: .enableChecks,
      before: "max_fails=0", after: "max_fails=1"),
    Case(
      testDescription: "a shorter wait", text: NginxFixtures.oneLine,
      change: .hurryChecks(milliseconds: 2000, fall: 3), before: "timeout 90s", after: "timeout 2s"),
  ]

  @Test(arguments: cases)
  func nothingElseChanges(_ item: Case) throws {
    let (read, balancer) = try HAProxyEditingTests.balancer(item.text)
    let edits = try #require(BalancerEditing.edits(item.change, of: balancer, file: read.file))
    let text = FlagEditingTests.apply(edits, to: read.file)
    #expect(text == item.text.replacing(item.before, with: item.after))
    #expect(text != item.text)
  }

  @Test(.enabled(if: Peer.nginx.isHere, "nginx is not installed"), arguments: cases)
  func nginxTakesBothTexts(_ item: Case) throws {
    let (read, balancer) = try HAProxyEditingTests.balancer(item.text)
    let edits = try #require(BalancerEditing.edits(item.change, of: balancer, file: read.file))
    for text in [item.text, FlagEditingTests.apply(edits, to: read.file)] {
      let verdict = try Peer.nginx.judge(text)
      #expect(verdict.accepts, "\(verdict.output)")
    }
  }

  @Test(.enabled(if: Peer.nginx.isHere, "nginx is not installed"))
  func nginxRefuses() throws {
    for text in [
      NginxFixtures.stream.replacing("max_fails=3", with: "max_fail=3"),
      NginxFixtures.stream.replacing("10.240.0.10:6443 max", with: "10.240.0.10 max"),
      NginxFixtures.stream.replacing("kube_apiserver;", with: "elsewhere.invalid;"),
      NginxFixtures.stream + "}",
      NginxFixtures.oneLine.replacing("max_fails=0;", with: "max_fails=0"),
    ] {
      #expect(try !Peer.nginx.judge(text).accepts, "\(text)")
    }
  }

  @Test(.enabled(if: Peer.nginx.isHere, "nginx is not installed"))
  func nginxReadsTheHTTPFixture() throws {
    let verdict = try Peer.nginx.judge(NginxFixtures.http)
    #expect(verdict.accepts, "\(verdict.output)")
  }
}
