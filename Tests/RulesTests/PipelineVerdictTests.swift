import ClusterModel
import Foundation
import HaplanKit
import Reporting
import Rules
import Syntax
import Testing

/// What is found in whole inputs, where the outcome hangs on how a program reads them.
@Suite struct PipelineVerdictTests {
  /// A folder's files, and all that is found in them.
  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let files: [String: String]
    let rules: [String]

    init(_ title: String, _ files: [String: String], _ rules: [String]) {
      self.title = title
      self.files = files
      self.rules = rules
    }

    init(_ title: String, file: String = "input.yaml", _ text: String, _ rules: [String]) {
      self.init(title, [file: text], rules)
    }

    var testDescription: String { title }
  }

  private static func findings(_ files: [String: String]) throws -> [Finding] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("haplan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    var options = Options()
    options.paths = [folder.path]
    options.profile = .standard
    return Checking.report(of: Reading.read(options), options: options).findings
  }

  @Test(arguments: cases)
  func found(_ item: Case) throws {
    let findings = try Self.findings(item.files)
    #expect(findings.map(\.rule).sorted() == item.rules, "\(findings.map(\.message))")
  }

  private static func unit(_ command: String) -> String { "[Service]\nExecStart=\(command)\n" }

  private static func apiServer(_ flags: String) -> String {
    unit("/usr/bin/kube-apiserver --etcd-cafile=/a --etcd-certfile=/b --etcd-keyfile=/c \(flags)")
  }

  private static func pod(_ name: String, _ flags: String...) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: kube-apiserver-\(name), namespace: kube-system}
    spec:
      nodeName: \(name)
      containers:
        - name: kube-apiserver
          command:
            - kube-apiserver
            - --etcd-servers=http://10.0.0.9:2379
    \(flags.map { "        - \($0)" }.joined(separator: "\n"))

    """
  }

  private static let members = """
    +------------------+-----------+------+----------------------+----------------------+------------+
    |        ID        |  STATUS   | NAME |      PEER ADDRS      |     CLIENT ADDRS     | IS LEARNER |
    +------------------+-----------+------+----------------------+----------------------+------------+
    | 8211f1d0f64f3269 |   started |   e1 | http://10.0.0.1:2380 | http://10.0.0.1:2379 |      false |
    | 91bc3c398fb3c146 | unstarted |      | http://10.0.0.2:2380 |                      |      false |
    | fd422379fda50e48 |   started |   e3 | http://10.0.0.3:2380 | http://10.0.0.3:2379 |       true |
    | fd422379fda50e49 |   started |   e4 | http://10.0.0.4:2380 | http://10.0.0.4:2379 |      false |
    +------------------+-----------+------+----------------------+----------------------+------------+

    """

  private static let servers = (1...4).map { "--etcd-servers=https://10.0.0.\($0):2379" }

  static let cases = [
    Case(
      "two folders that advertise one address are two machines",
      [
        "m1/kube-apiserver.service": apiServer(
          "--advertise-address=10.0.0.1 --etcd-servers=https://10.0.0.9:2379"),
        "m2/kube-apiserver.service": apiServer(
          "--advertise-address=10.0.0.1 --etcd-servers=https://10.0.0.9:2379"),
      ], ["apiserver-advertise-address-duplicate"]),
    Case(
      "two live Pods that advertise one address are on two machines",
      pod("m1", "--advertise-address=10.0.0.1") + "---\n"
        + pod("m2", "--advertise-address=10.0.0.1"), ["apiserver-advertise-address-duplicate"]),
    Case(
      "a machine's parts in two folders are one machine's",
      [
        "m1/kube-apiserver.service": apiServer(
          "--advertise-address=10.0.0.1 --etcd-servers=https://10.0.0.1:2379"),
        "e1/etcd.service": unit(
          "/usr/bin/etcd --name=e1 --advertise-client-urls=https://10.0.0.1:2379"),
      ], []),
    Case(
      "a list that is written twice adds up", file: "kube-apiserver.service",
      apiServer(servers.prefix(2).joined(separator: " ")), ["etcd-two-members"]),
    Case(
      "a list that is written four times adds up", file: "kube-apiserver.service",
      apiServer(servers.joined(separator: " ")), ["etcd-even-member-count"]),
    Case(
      "lists of admission plugins that add up are the same however they are cut",
      pod("m1", "--enable-admission-plugins=A,B") + "---\n"
        + pod("m2", "--enable-admission-plugins=A", "--enable-admission-plugins=B"), []),
    Case(
      "a learner makes no difference while a voter never started", file: "members.txt", members,
      ["etcd-stale-member"]),
    Case(
      "a negative value behind a blank is the flag's", file: "kube-controller-manager.service",
      unit(
        "/usr/bin/kube-controller-manager --leader-elect-lease-duration 15s "
          + "--leader-elect-renew-deadline 10s --leader-elect-retry-period -2s"),
      ["leader-elect-nonpositive"]),
    Case(
      "etcd refuses a negative number", file: "etcd.service",
      unit("/usr/bin/etcd --name=e1 --heartbeat-interval -1"), ["flag-value-invalid"]),
    Case(
      "etcd refuses a negative number in a variable too", file: "etcd.service",
      "[Service]\nEnvironment=ETCD_HEARTBEAT_INTERVAL=-1\nExecStart=/usr/bin/etcd --name=e1\n",
      ["flag-value-invalid"]),
    Case(
      "etcd refuses a sign in a flag", file: "etcd.service",
      unit("/usr/bin/etcd --name=e1 --heartbeat-interval=+100"), ["flag-value-invalid"]),
    Case(
      "etcd takes digits apart", file: "etcd.service",
      unit("/usr/bin/etcd --name=e1 --heartbeat-interval=1_000 --election-timeout=10_000"), []),
    Case(
      "etcd's file is made JSON first", file: "etcd.conf.yml",
      "name: e1\nlisten-client-urls: http://10.0.0.1:2379\nheartbeat-interval: 100.0\n"
        + "election-timeout: 1e3\n", []),
    Case(
      "half a millisecond is refused", file: "etcd.conf.yml",
      "name: e1\nlisten-client-urls: http://10.0.0.1:2379\nheartbeat-interval: 100.5\n",
      ["flag-value-invalid"]),
    Case(
      "the lines of a command that is cut short are read as they are meant",
      file: "kube-scheduler.service",
      unit(
        "/usr/bin/kube-scheduler \\\\\n  --leader-elect-lease-duration=10s \\\\\n"
          + "  --leader-elect-renew-deadline=10s \\\\\n  --leader-elect-retry-period=2s"),
      ["leader-elect-lease-not-greater-than-renew", "unit-doubled-backslash"]),
    Case(
      "a number that servers tell differently is one finding",
      pod("m1", "--endpoint-reconciler-type=master-count", "--apiserver-count=2") + "---\n"
        + pod("m2", "--endpoint-reconciler-type=master-count"), ["apiserver-count-mismatch"]),
    Case(
      "an inventory without a control-plane host", file: "hosts.ini",
      "[kube_control_plane]\n[etcd]\nm1 ansible_host=10.0.0.1\n[kube_node]\nw1\n",
      ["control-plane-empty", "etcd-single-member"]),
    Case(
      "an inventory whose hosts stand elsewhere", file: "hosts.ini",
      "[kube_control_plane]\n[etcd]\n[kube_node]\n", []),
    Case(
      "what a spec says of one machine counts before what it says of all",
      [
        "cluster.yaml": """
        apiVersion: haplan.dev/v1alpha1
        kind: Cluster
        metadata: {name: c}
        spec:
          controlPlane:
            nodes:
              - {name: m1, scheduler: {flags: {leader-elect-lease-duration: 60s}}}
              - {name: m2, scheduler: {flags: {leader-elect-lease-duration: 60s}}}
              - {name: m3, scheduler: {flags: {leader-elect-lease-duration: 60s}}}
            scheduler: {flags: {leader-elect-lease-duration: 30s}}
          etcd: stacked

        """,
        "m1/kube-scheduler.service": unit(
          "/usr/bin/kube-scheduler --leader-elect-lease-duration=1m"),
      ], []),
    Case(
      "a promise that fails is not said to be unjudged",
      """
      apiVersion: haplan.dev/v1alpha1
      kind: Cluster
      metadata: {name: c}
      spec:
        controlPlane: {count: 3}
        etcd: stacked
        requirements: {survive: [2 nodes + 1 zone, 1 zone]}

      """, ["requirement-level-unknown", "requirement-unmet"]),
    Case(
      "loopback addresses are judged by node, whether addresses are known or not",
      """
      apiVersion: haplan.dev/v1alpha1
      kind: Cluster
      metadata: {name: c}
      spec:
        controlPlane: {count: 4, apiServer: {flags: {etcd-servers: "https://127.0.0.1:2379"}}}
        etcd: {topology: stacked, count: 3}

      """, ["etcd-servers-incomplete", "etcd-servers-localhost-no-member"]),
  ]

  @Test func onlyTheHttpsEndpointIsNamed() throws {
    let text = Self.unit(
      "/usr/bin/kube-apiserver --etcd-servers=http://10.0.0.1:2379,https://10.0.0.2:2379")
    let found = try Self.findings(["kube-apiserver.service": text])
      .first { $0.rule == "etcd-client-cert-incomplete" }
    #expect(found?.message.contains(": https://10.0.0.2:2379 is https, but there is no CA") == true)
  }
}
