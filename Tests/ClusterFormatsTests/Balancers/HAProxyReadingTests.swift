import ClusterFormats
import ClusterModel
import Syntax
import Testing

@Suite struct HAProxyReadingTests {
  private func balancers(_ text: String, path: String = "haproxy.cfg") -> [BalancerFact] {
    Rendering(text, path: path).result.parts.flatMap(\.balancers)
  }

  private func balancer(_ text: String) throws -> BalancerFact {
    try #require(balancers(text).first)
  }

  @Test func backendsStandBehindTheirFrontend() throws {
    let read = Rendering(HAProxyFixtures.kubeadm, path: "haproxy.cfg")
    let part = try #require(read.result.parts.first)
    let balancer = try #require(part.balancers.first)
    #expect(part.balancers.count == 1 && !part.isWhole)
    #expect(balancer.kind == .haproxy)
    #expect(read.file.text(balancer.span) == "apiserverbackend")
    #expect(balancer.listens.map(\.value) == [":8443"])
    let backends = try #require(balancer.backends).value
    #expect(backends.map(\.text.value) == ["10.240.0.10:6443", "10.240.0.11:6443"])
    #expect(backends.map { read.file.text($0.text.span) } == backends.map(\.text.value))
    #expect(backends.map(\.label?.value) == ["m1", "m2"])
    #expect(read.file.text(backends[1].entry) == "server m2 10.240.0.11:6443 check verify none")
    #expect(!balancer.mayHaveMoreBackends)
  }

  @Test func theCheckOfKubeadmsGuide() throws {
    let read = Rendering(HAProxyFixtures.kubeadm, path: "haproxy.cfg")
    let balancer = try #require(read.result.parts.first?.balancers.first)
    let check = try #require(balancer.backends?.value.first?.check)
    #expect(check.kind.value == .https)
    #expect(check.path?.value == "/healthz")
    #expect(check.path?.span.map { read.file.text($0) } == "/healthz")
    #expect(check.interval.value == 10_000 && check.fall.value == 2 && check.rise.value == 2)
    #expect(check.interval.span.map { read.file.text($0) } == "10s")
    #expect(check.detection == 20_000)
  }

  @Test func onlyTheSectionThatFrontsTheAPICounts() throws {
    let found = balancers(HAProxyFixtures.openshift)
    #expect(found.count == 1)
    let backends = try #require(found.first?.backends).value
    #expect(backends.map(\.label?.value) == ["bootstrap", "master0", "master1"])
    #expect(backends.map(\.isBackup) == [true, false, false])
    #expect(backends.map(\.check?.kind.value) == [.tcp, .tcp, .tcp])
    #expect(backends[1].check?.interval.value == 1000)
    #expect(backends[1].check?.fall == .defaulted(3))
  }

  @Test func oddWriting() throws {
    let read = Rendering(HAProxyFixtures.odd, path: "haproxy.cfg")
    let balancer = try #require(read.result.parts.first?.balancers.first)
    #expect(balancer.listens.map(\.value) == ["[::]:6443"])
    let backends = try #require(balancer.backends).value
    #expect(backends.map(\.text.value) == ["[fd00::1]:6443", "[fd00::2]:6443"])
    #expect(backends.map(\.label?.value) == ["cp1", "cp2"])
    #expect(backends[0].check?.interval.value == 2000)
    #expect(read.file.text(backends[1].text.span) == "ipv6@fd00::2:6443")
  }

  /// Lines of a backend, and the kind of its server's check.
  static let kinds: [(lines: String, kind: HealthCheck.Kind?)] = [
    ("server a 10.0.0.1:6443", HealthCheck.Kind.none),
    ("server a 10.0.0.1:6443 check no-check", HealthCheck.Kind.none),
    ("server a 10.0.0.1:6443 cookie check", HealthCheck.Kind.none),
    ("server a 10.0.0.1:6443 check", .tcp),
    ("server a 10.0.0.1:6443 check check-ssl verify none", .tls),
    ("option ssl-hello-chk\nserver a 10.0.0.1:6443 check", .tls),
    ("option tcp-check\ntcp-check connect ssl\nserver a 10.0.0.1:6443 check verify none", .tls),
    ("option tcp-check\ntcp-check send x\nserver a 10.0.0.1:6443 check", nil),
    ("option httpchk GET /readyz\nserver a 10.0.0.1:6443 check", .http),
    ("option httpchk GET /readyz\nserver a 10.0.0.1:6443 check ssl verify none", .https),
    ("option httpchk GET /readyz\nserver a 10.0.0.1:6443 check check-ssl verify none", .https),
    ("option httpchk\nhttp-check connect port 6443\nserver a 10.0.0.1:6443 check", .http),
    ("option httpchk\nno option httpchk\nserver a 10.0.0.1:6443 check", .tcp),
    ("option pgsql-check\nserver a 10.0.0.1:6443 check", nil),
    ("default-server check\nserver a 10.0.0.1:6443", .tcp),
    ("server a 10.0.0.1:6443\ndefault-server check", HealthCheck.Kind.none),
    ("server a 10.0.0.1:6443 check track other/a", nil),
  ]

  @Test(arguments: kinds)
  func whatIsAsked(_ lines: String, _ kind: HealthCheck.Kind?) throws {
    let text = HAProxyFixtures.head + "backend api\n\(lines)\n"
    #expect(try balancer(text).backends?.value.first?.check?.kind.value == kind)
  }

  /// Words of `option httpchk` and its like, and the path that is asked.
  static let paths: [(lines: String, path: String)] = [
    ("option httpchk", "/"), ("option httpchk /readyz", "/readyz"),
    ("option httpchk GET /livez", "/livez"), ("option httpchk HEAD / HTTP/1.0", "/"),
    (#"option httpchk GET /healthz HTTP/1.1\r\nHost:\ localhost"#, "/healthz"),
    ("option httpchk GET /a\nhttp-check send meth GET uri /b ver HTTP/1.1", "/b"),
  ]

  @Test(arguments: paths)
  func thePathThatIsAsked(_ lines: String, _ path: String) throws {
    let text = HAProxyFixtures.head + "backend api\n\(lines)\nserver a 10.0.0.1:6443 check\n"
    #expect(try balancer(text).backends?.value.first?.check?.path?.value == path)
  }

  @Test func defaultsAreThoseAboveOrNamed() throws {
    let text = """
      defaults slow
        default-server inter 9s
        option httpchk GET /readyz
      defaults
        default-server inter 1s
      listen one
        bind :6443
        server a 10.0.0.1:6443 check
      backend two from slow
        server b 10.0.0.1:6443 check

      """
    let checks = balancers(text).compactMap { $0.backends?.value.first?.check }
    #expect(checks.map(\.interval.value) == [1000, 9000])
    #expect(checks.map(\.kind.value) == [.tcp, .http])
  }

  @Test func whatCannotBeKnownIsNoBackend() throws {
    let text = """
      listen api
        bind :6443
        server a <ip_of_master1>:6443 check
        server b "${MASTER2}":6443 check
        server c unix@/run/api.sock check
        server d 10.0.0.4:6443 check

      """
    let read = Rendering(text, path: "haproxy.cfg")
    let balancer = try #require(read.result.parts.first?.balancers.first)
    #expect(balancer.backends?.value.map(\.label?.value) == ["d"])
    #expect(balancer.mayHaveMoreBackends)
    #expect(read.lines.filter { $0.hasPrefix("gap backends") }.count == 2)
    #expect(read.lines.filter { $0.hasPrefix("mark") }.count == 2)
  }

  static let foreign: [(path: String, text: String)] = [
    (
      "web.cfg",
      "frontend web\n bind :443\n default_backend api\nbackend api\n server a 10.0.0.1:80\n"
    ),
    ("etcd.cfg", "listen etcd\n bind :2379\n server a 10.0.0.1:2379 check\n"),
    ("nginx.conf", "stream { upstream backend { server 10.0.0.1:80; } server { listen 80; } }\n"),
    (
      "map.yaml",
      "apiVersion: v1\nkind: ConfigMap\ndata:\n  c: |\n    backend a\n      server a 10.0.0.1:6443\n"
    ),
    ("words.txt", "the server listens\nbackend work on the server\n"),
  ]

  @Test(arguments: foreign)
  func nobodysFilesAreLeftAlone(_ path: String, _ text: String) {
    let read = Rendering(text, path: path)
    #expect(read.result.parts.isEmpty && !read.result.isRecognised, "\(read.lines)")
  }

  @Test func aTemplateIsOne() throws {
    let text = """
      backend kube-api
      {% for host in masters %}
        server {{ host }} {{ host }}:6443 check
      {% endfor %}

      """
    let read = Rendering(text, path: "haproxy.cfg.j2")
    #expect(read.result.template != nil)
  }

  @Test func brokenFilesAreReadAsFarAsTheyGo() throws {
    let open = Rendering(
      "backend kube-api\n server a 10.0.0.1:6443 check\n server 'b 10.0.0.2:6443\n server",
      path: "h")
    #expect(open.result.parts.first?.balancers.first?.backends?.value.count == 1)
    #expect(open.lines.contains { $0.hasPrefix("problem 3:9") })
    let text = HAProxyFixtures.kubeadm
    for length in stride(from: 0, to: text.utf8.count, by: 7) {
      _ = Rendering(String(decoding: text.utf8.prefix(length), as: UTF8.self), path: "haproxy.cfg")
    }
  }

  /// Numbers beyond any clock, and blocks without their words.
  static let extremes: [(path: String, text: String)] = [
    (
      "haproxy.cfg",
      "backend api\n server a 10.0.0.1:6443 check inter 24d fall 9223372036854775807\n"
    ), ("haproxy.cfg", "backend api\n server a :6443 check\n server b\n default-server inter\n"),
    (
      "nginx.conf",
      "stream { upstream api { server 10.0.0.1:6443 max_fails=9223372036854775807; server; } "
        + "server { proxy_pass api; proxy_connect_timeout 9999999999w9999999999w; } }"
    ),
    (
      "keepalived.conf",
      "vrrp_script s {\n interval 99999999999999999999\n weight 9223372036854775807\n}\n"
        + "vrrp_instance V {\n priority 9223372036854775807\n virtual_ipaddress {\n10.0.0.4\n}\n"
        + " track_script {\n s\n}\n}\nvirtual_server {\n real_server {\n}\n real_server a 6443 {\n"
        + " retry 9223372036854775807\n TCP_CHECK {\n}\n}\n}\nvrrp_instance {\n}\n"
    ),
    (
      "lb.tf",
      "resource \"hcloud_load_balancer_service\" \"api\" {\n listen_port = 6443\n health_check {\n"
        + " interval = 9223372036854775807\n timeout = 9223372036854775807\n"
        + " retries = 9223372036854775807\n }\n}\n"
    ),
  ]

  @Test(arguments: extremes)
  func extremesAreNoHarm(_ path: String, _ text: String) {
    for balancer in Rendering(text, path: path).result.parts.flatMap(\.balancers) {
      for check in [balancer.check].compactMap(\.self)
        + (balancer.backends?.value ?? []).compactMap(
          \.check)
      {
        #expect(check.detection.map { $0 >= 0 } ?? true)
      }
    }
  }
}
