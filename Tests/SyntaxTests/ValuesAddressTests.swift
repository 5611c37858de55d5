import Testing

@testable import Syntax

@Suite("Hosts, addresses and URLs")
struct ValuesAddressTests {
  @Test(
    "host and port",
    arguments: [
      ("[::1]:6443", "::1", 6443), ("host", "host", nil), ("host:6443", "host", 6443),
      ("fd00::1", "fd00::1", nil), ("[fd00::1]", "fd00::1", nil),
      ("10.0.0.1:1", "10.0.0.1", 1),
    ] as [(String, String, Int?)])
  func hostPort(text: String, host: String, port: Int?) {
    #expect(HostPort.parse(text) == HostPort(host: host, port: port))
  }

  @Test(
    "no host and port",
    arguments: [
      "", "h:", "h:x", "h:65536", "[::1", "::1]:1", "[::1]6443", "[]:1", "h:-1", "h:0", ":6443",
      "a:b:c", "h:+1",
    ])
  func noHostPort(text: String) { #expect(HostPort.parse(text) == nil) }

  @Test(
    "URLs",
    arguments: [
      ("https://10.0.0.1:2379/", "https", "10.0.0.1", 2379, true),
      ("HTTP://Host.Example", "http", "host.example", 80, false),
      ("https://[::1]:2379/x", "https", "::1", 2379, true),
      ("unix://localhost:2379", "unix", "localhost", 2379, true),
    ] as [(String, String, String, Int, Bool)])
  func url(text: String, scheme: String, host: String, port: Int, hasPort: Bool) {
    let url = EndpointURL.parse(text)
    #expect(url?.scheme == scheme)
    #expect(url?.host == host)
    #expect(url?.port == port)
    #expect(url?.hasPort == hasPort)
  }

  @Test(
    "no URLs",
    arguments: [
      "https://", "https://:2379", "https:/a",
      "https://a:b", "https://a b", "",
    ])
  func noURL(text: String) { #expect(EndpointURL.parse(text) == nil) }

  /// The canonical forms are those that RFC 5952 gives.
  @Test(
    "addresses by value",
    arguments: [
      ("10.0.0.1", "10.0.0.1"), ("::", "::"), ("::1", "::1"), ("2001:DB8::0001", "2001:db8::1"),
      ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
      ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("1::", "1::"),
      ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
      ("64:ff9b::10.0.0.1", "64:ff9b::a00:1"),
    ])
  func address(text: String, canonical: String) {
    #expect(IPAddress.parse(text)?.description == canonical)
  }

  @Test(
    "no addresses",
    arguments: [
      "", "192.168.100.04", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4 ", "a.b.c.d", ":::",
      "1::2::3",
      "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "1:2:3:4:5:6:7:8::", ":1", "1:",
      "::1.2.3", "1.2.3.4::", "+1.2.3.4", "1..2.3",
    ])
  func noAddress(text: String) { #expect(IPAddress.parse(text) == nil) }

  @Test("what an address is for")
  func kinds() {
    let address = { IPAddress.parse($0) }
    #expect(["127.0.0.1", "127.9.9.9", "::1"].allSatisfy { address($0)?.isLoopback == true })
    #expect(["10.0.0.1", "::2", "::"].allSatisfy { address($0)?.isLoopback == false })
    #expect(["0.0.0.0", "::"].allSatisfy { address($0)?.isUnspecified == true })
    #expect(
      ["192.0.2.9", "198.51.100.1", "203.0.113.1", "2001:db8::"].allSatisfy {
        address($0)?.isDocumentation == true
      })
    #expect(["192.0.3.9", "2001:db9::"].allSatisfy { address($0)?.isDocumentation == false })
  }

  @Test("booleans, numbers and versions")
  func scalars() {
    #expect(["1", "t", "T", "TRUE", "true", "True"].allSatisfy { GoBool.parse($0) == true })
    #expect(["0", "f", "F", "FALSE", "false", "False"].allSatisfy { GoBool.parse($0) == false })
    #expect(["yes", "on", "tRUE", "", " true"].allSatisfy { GoBool.parse($0) == nil })
    #expect(["7", "+7", "0x7", "0b111", "07", "0_7", "0x_7"].allSatisfy { GoInt.parse($0) == 7 })
    #expect(GoInt.parse("1_000") == 1000)
    #expect(GoInt.parse("-9223372036854775808") == .min)
    #expect(
      ["", "-", "+", "_1", "1_", "1__0", "1.0", " 1", "9223372036854775808", "--1"].allSatisfy {
        GoInt.parse($0) == nil
      })
    let version = KubernetesVersion.self
    #expect(version.parse("v1.33.2") == KubernetesVersion(major: 1, minor: 33, patch: 2))
    #expect(version.parse("v1.33.2+k3s1")?.patch == 2)
    #expect(["stable", "1", "1.x", "v", "", "1.2.3.4"].allSatisfy { version.parse($0) == nil })
  }
}
