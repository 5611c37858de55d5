import Foundation
import Testing

/// Balancers' configurations among the other files of a cluster.
@Suite struct BalancerFolderTests {
  private static let haproxy = """
    listen kube-apiserver
      bind *:6443
      default-server check inter 2s fall 3
      server m1 10.0.0.1:6443
      server m2 10.0.0.2:6443

    """

  private static let spec = """
    apiVersion: haplan.dev/v1alpha1
    kind: Cluster
    metadata: {name: prod}
    spec:
      controlPlane:
        endpoint: 10.0.0.4:6443
        nodes:
          - {name: m1, address: 10.0.0.1}
          - {name: m2, address: 10.0.0.2}
          - {name: m3, address: 10.0.0.3}
      etcd: stacked

    """

  private static func apiServer(_ address: String) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: kube-apiserver, namespace: kube-system}
    spec:
      containers:
        - name: kube-apiserver
          command:
            - kube-apiserver
            - --advertise-address=\(address)
            - --etcd-servers=https://10.0.0.1:2379,https://10.0.0.2:2379,https://10.0.0.3:2379

    """
  }

  private static func keepalived(_ priority: Int) -> String {
    """
    vrrp_instance API {
      interface eth0
      virtual_router_id 51
      priority \(priority)
      virtual_ipaddress {
        10.0.0.4
      }
      track_process {
        haproxy
      }
    }

    """
  }

  private func findings(_ folder: Folder, of rule: String) throws -> [[String: Any]] {
    let report = try Haplan.run(["check", "-o", "json"], cwd: folder.url)
    return try report.findings().filter { $0["rule"] as? String == rule }
  }

  private static func path(_ place: Any?) -> String? {
    ((place as? [String: Any])?["location"] as? [String: Any])?["path"] as? String
  }

  /// nginx's includes name folders that a flat copy of a machine's files has not.
  @Test func `what nginx includes is not another program's file beside it`() throws {
    let folder = try Folder()
    for include in ["modules-enabled", "conf.d"] {
      try folder.write(
        "lb/nginx.conf",
        """
        include /etc/nginx/\(include)/*.conf;
        events {}
        stream {
          upstream api { server 10.0.0.1:6443; server 10.0.0.2:6443; }
          server { listen 6443; proxy_pass api; }
        }

        """)
      try folder.write("lb/keepalived.conf", Self.keepalived(100))
      try folder.write("cluster.yaml", Self.spec)
      let inputs = try Haplan.run(["inputs", "-o", "json", "."], cwd: folder.url)
      #expect(!inputs.stdout.contains("read with"), "\(inputs.stdout)")
      let convert = try Haplan.run(["convert", "."], cwd: folder.url)
      #expect(convert.stdout.contains("vip: 10.0.0.4"), "\(include): \(convert.stdout)")
    }
  }

  @Test func `a master that is seen and not behind the balancer is missing there`() throws {
    let folder = try Folder()
    for number in 1...3 {
      try folder.write("m\(number)/kube-apiserver.yaml", Self.apiServer("10.0.0.\(number)"))
    }
    try folder.write("lb-1/haproxy.cfg", Self.haproxy)
    let found = try findings(folder, of: "lb-backend-missing")
    #expect(found.count == 1)
    #expect(found.compactMap { Self.path($0) } == ["lb-1/haproxy.cfg"])
    let related = found.first?["related"] as? [Any]
    #expect(related?.compactMap { Self.path($0) } == ["m3/kube-apiserver.yaml"])
  }

  @Test func `a description and a configuration of one balancer that differ are in conflict`()
    throws
  {
    let folder = try Folder()
    let list = """
        loadBalancers:
          - {name: lb-1, kind: haproxy, backends: ["10.0.0.1:6443", "10.0.0.2:6443", "10.0.0.3:6443"]}
          - {name: lb-2, kind: haproxy}

      """
    try folder.write("cluster.yaml", Self.spec + list)
    try folder.write("lb-1/haproxy.cfg", Self.haproxy)
    let found = try findings(folder, of: "conflicting-facts")
    #expect(found.count == 1)
    #expect((found.first?["message"] as? String)?.hasPrefix("backends of lb-1: 3") == true)
    #expect(try findings(folder, of: "lb-backend-missing").count == 1)
    #expect(try balancers(folder) == 2)
  }

  /// haproxy reads the main file first: its defaults count for the pieces.
  @Test func `a piece of a configuration has the defaults of the file beside its folder`() throws {
    let folder = try Folder()
    let head = "global\n  maxconn 2000\ndefaults\n  mode tcp\n"
    try folder.write(
      "lb-1/conf.d/k8s.cfg",
      "listen api\n  bind :6443\n  server m1 10.0.0.1:6443\n  server m2 10.0.0.2:6443\n")
    for (checks, count) in [("  default-server check\n", 0), ("", 1)] {
      try folder.write("lb-1/haproxy.cfg", head + checks)
      #expect(try findings(folder, of: "lb-no-health-check").count == count)
    }
    try FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("lb-1/haproxy.cfg"))
    #expect(try findings(folder, of: "lb-no-health-check").isEmpty)
  }

  @Test func `sections of one file are one balancer on one machine`() throws {
    let folder = try Folder()
    try folder.write(
      "cluster.yaml",
      Self.spec + """
          loadBalancers:
            - {name: lb-1, kind: haproxy}
            - {name: lb-2, kind: haproxy}

        """)
    let second = Self.haproxy.replacingOccurrences(of: "kube-apiserver", with: "api-int")
      .replacingOccurrences(of: "6443\n  default", with: "7443\n  default")
    for number in 1...2 { try folder.write("lb-\(number)/haproxy.cfg", Self.haproxy + second) }
    #expect(try total(folder, of: "load-balancer") == 2)
    #expect(try total(folder, of: "machine") == 5)
  }

  /// How many balancers there are.
  private func balancers(_ folder: Folder) throws -> Int? {
    try total(folder, of: "load-balancer")
  }

  /// How many elements a class has.
  private func total(_ folder: Folder, of name: String) throws -> Int? {
    let table = try Haplan.run(["table", "-o", "json"], cwd: folder.url).json()
    let cluster = (table["clusters"] as? [[String: Any]])?.first
    let services = cluster?["services"] as? [[String: Any]]
    let rows = services?.first?["tolerance"] as? [[String: Any]]
    return rows?.first { $0["class"] as? String == name }?["total"] as? Int
  }

  @Test func `keepalived and haproxy on one machine are one balancer`() throws {
    let folder = try Folder()
    try folder.write("cluster.yaml", Self.spec)
    for number in 1...2 {
      try folder.write("lb-\(number)/haproxy/haproxy.cfg", Self.haproxy)
      try folder.write("lb-\(number)/keepalived/keepalived.conf", Self.keepalived(100 + number))
    }
    #expect(try balancers(folder) == 2)
    let markdown = try Haplan.run(["table", "-o", "markdown"], cwd: folder.url).stdout
    #expect(markdown.contains("lb-1 (haproxy), lb-2 (haproxy)"), "\(markdown)")
    #expect(try findings(folder, of: "lb-backend-missing").count == 2)
  }

  @Test
  func `configurations beside each other are machines of their own, called after their files`()
    throws
  {
    let folder = try Folder()
    try folder.write("cluster.yaml", Self.spec)
    try folder.write("haproxy-east.cfg", Self.haproxy)
    try folder.write("haproxy-west.cfg", Self.haproxy)
    #expect(try balancers(folder) == 2)
    let found = try findings(folder, of: "lb-backend-missing")
    let messages = found.compactMap { ($0["message"] as? String)?.prefix(12) }
    #expect(messages == ["haproxy-east", "haproxy-west"])
  }

  /// Large and twisted files: within the limits of every run, and with a word on what is not read.
  static let hostile: [(name: String, text: String)] = [
    (
      "haproxy.cfg",
      "backend api\n" + String(repeating: " server a 10.0.0.1:6443 check\n", count: 60_000)
    ),
    (
      "haproxy.cfg",
      "backend api\n server a 10.0.0.1:6443 " + String(repeating: "x", count: 1 << 20)
    ),
    (
      "nginx.conf",
      "stream { upstream api { server 10.0.0.1:6443; } " + String(repeating: "a { ", count: 100_000)
    ),
    (
      "keepalived.conf",
      "vrrp_instance V {\n" + String(repeating: "track_script {\n", count: 60_000)
    ),
    ("lb.tf", "resource \"aws_lb\" \"a\" {\n" + String(repeating: "x = [{ y = (", count: 40_000)),
    ("keepalived.conf", "vrrp_instance V {\n" + String(repeating: "\n!#\n", count: 200_000)),
    (
      "nginx.conf", "upstream a { server 10.0.0.1:6443; }" + String(repeating: "${", count: 200_000)
    ),
  ]

  @Test(arguments: hostile.indices)
  func `large and twisted files end`(_ index: Int) throws {
    let folder = try Folder()
    let (name, text) = Self.hostile[index]
    try folder.write(name, text)
    let result = try Haplan.run(["check", name], cwd: folder.url)
    #expect(result.status < 128, "\(result.stderr.prefix(500))")
  }

  @Test func `a pool is read up to its thousandth server, and the next is named`() throws {
    let servers = (1...1001).map { " server s\($0) 10.0.\($0 / 250).\($0 % 250 + 1):6443 check\n" }
    let whole = try Haplan.run(
      ["check", "-o", "json", "-"], text: "backend api\n" + servers.dropLast().joined())
    #expect(try whole.problems().isEmpty)
    let result = try Haplan.run(
      ["check", "-o", "json", "-"], text: "backend api\n" + servers.joined())
    #expect(result.status == 2)
    let problem = try #require(try result.problems().first)
    let place = (problem["location"] as? [String: Any])?["start"] as? [String: Any]
    #expect(place?["line"] as? Int == 1002)
    #expect(problem["message"] as? String == "api has more than 1000 servers; the rest is not read")
  }
}
