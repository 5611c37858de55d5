import Foundation
import Testing

/// Fixes of balancers that would break what works are not offered: haproxy marks every server down
/// for the first kind, and warns or ends for the others.
@Suite struct BalancerFixTests {
  static let head = """
    defaults
      mode tcp
      timeout connect 5s
      timeout client 1h
      timeout server 1h

    """
  static let check = "  server m1 10.0.0.1:6443 check check-ssl verify none\n"
  static let api = "listen k8s-api\n  bind :6443\n"
  static let web = "listen web\n  bind :80\n  server w1 10.0.0.11:80 check\n"

  static let kept: [(rule: String, text: String)] = [
    (
      "lb-health-check-wrong-path",
      head + api + "  option httpchk GET /\n  http-check expect status 403\n" + check
    ),
    (
      "lb-health-check-wrong-path",
      head + api + "  option httpchk GET /version\n  http-check expect string gitVersion\n" + check
    ),
    ("lb-health-check-wrong-path", head + "  option httpchk GET /healthz\n" + api + check + web),
    (
      "lb-idle-timeout-short",
      head.replacingOccurrences(of: "client 1h", with: "client 20s") + api
        + "  option httpchk GET /readyz\n" + check + web
    ),
    (
      "lb-detection-time",
      head + "  default-server inter 1m\n" + api + "  option httpchk GET /readyz\n" + check + web
    ),
    (
      "lb-tls-terminating",
      head.replacingOccurrences(of: "mode tcp", with: "mode http") + api
        + "  option httpchk GET /readyz\n" + check + web
    ),
    (
      "lb-tls-terminating",
      head + "frontend k8s\n  mode http\n  bind :6443 ssl crt /tmp/x.pem\n  default_backend api\n"
        + "backend api\n  mode http\n  option httpchk GET /readyz\n" + check
    ),
  ]

  @Test(arguments: kept)
  func `what would break is told, and not rewritten`(_ rule: String, _ text: String) throws {
    let folder = try Folder()
    try folder.write("haproxy.cfg", text)
    let report = try Haplan.run(
      ["check", "-o", "json", "--profile", "prod", "--fix", "--unsafe-fixes", "haproxy.cfg"],
      cwd: folder.url)
    #expect(try report.findings().map { $0["rule"] as? String } == [rule])
    #expect(try folder.read("haproxy.cfg") == text)
  }

  /// Sections that inherit nothing of the line, or whose servers are nobody's, do not hold it.
  @Test func `a line that only the API's section has is rewritten in the defaults`() throws {
    let folder = try Folder()
    let stats = "listen stats\n  mode http\n  bind :9000\n  stats enable\n"
    let text = Self.head + "  option httpchk GET /healthz\n" + Self.api + Self.check + stats
    try folder.write("haproxy.cfg", text)
    let result = try Haplan.run(
      ["check", "--profile", "prod", "--fix", "haproxy.cfg"], cwd: folder.url)
    #expect(result.status == 0)
    #expect(
      try folder.read("haproxy.cfg")
        == text.replacingOccurrences(of: "/healthz", with: "/readyz"))
  }

  @Test func `masters are not added to a balancer that knows none of them`() throws {
    let folder = try Folder()
    let text =
      Self.head + Self.api + "  option httpchk GET /readyz\n"
      + Self.check
      .replacingOccurrences(of: "10.0.0.1", with: "10.9.0.1")
    try folder.write("lb-1/haproxy.cfg", text)
    try folder.write(
      "cluster.yaml",
      Specs.spec(
        named: "prod", "controlPlane:", "  nodes:", "    - {name: n1, address: 10.0.0.1}",
        "    - {name: n2, address: 10.0.0.2}", "    - {name: n3, address: 10.0.0.3}",
        "etcd: stacked"))
    let report = try Haplan.run(
      ["check", "-o", "json", "--fix", "--unsafe-fixes", "."], cwd: folder.url)
    let rules = Set(try report.findings().compactMap { $0["rule"] as? String })
    #expect(rules.isSuperset(of: ["lb-backend-missing", "lb-backend-stale"]))
    #expect(try folder.read("lb-1/haproxy.cfg") == text)
  }
}
