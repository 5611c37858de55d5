import Foundation
import Testing

/// The programs that will read what `plan --emit` writes, asked whether they take it.
@Suite struct EmitJudgeTests {
  /// What a program says of a file, and whether it takes it.
  struct Verdict {
    let accepts: Bool
    let output: String
  }

  static func has(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Every file of that name, of every plan.
  private static func files(_ name: String) throws -> [(title: String, text: String)] {
    try EmittedPlan.all.get().flatMap { plan in
      try plan.files.filter { $0.hasSuffix("/\(name)") }.map {
        ("\(plan), \($0)", try plan.text($0))
      }
    }
  }

  /// All files are taken, and none of them any more once a word of it is wrong.
  private func expectTaken(
    _ name: String, word: String, by judge: (String) throws -> Verdict
  ) throws {
    let files = try Self.files(name)
    #expect(files.count >= 20)
    var seen: Set<String> = []
    for file in files where seen.insert(file.text).inserted {
      let verdict = try judge(file.text)
      #expect(verdict.accepts, "\(file.title): \(verdict.output)")
    }
    let first = try #require(files.first).text
    #expect(first.contains(word))
    #expect(try !judge(first.replacing(word, with: "no-\(word)")).accepts)
  }

  private static func judge(
    _ text: String, _ name: String, _ script: String, refusals: [String] = []
  ) throws -> Verdict {
    let folder = try Folder()
    let file = try folder.write(name, text)
    let result = try Haplan.shell(script, ["sh", file.path, folder.url.path])
    let output = result.stdout + result.stderr
    return Verdict(
      accepts: result.status == 0 && !refusals.contains { output.contains($0) }, output: output)
  }

  static let haproxy = "/usr/sbin/haproxy"

  @Test(.enabled(if: has(haproxy), "haproxy is not on this machine"))
  func `haproxy takes its configurations`() throws {
    try expectTaken("haproxy.cfg", word: "balance") { text in
      try Self.judge(
        text, "haproxy.cfg", "\(Self.haproxy) -c -f \"$1\"", refusals: ["WARNING"])
    }
  }

  static let nginx = "/usr/sbin/nginx"

  @Test(.enabled(if: has(nginx), "nginx is not on this machine"))
  func `nginx takes its configurations`() throws {
    try expectTaken("nginx.conf", word: "least_conn") { text in
      try Self.judge(
        text, "nginx.conf",
        "\(Self.nginx) -t -c \"$1\" -e \"$2/errors\" -g \"pid $2/pid;\"",
        refusals: ["[warn]"])
    }
  }

  static let keepalived = "/usr/sbin/keepalived"
  /// An interface that is no loop: keepalived wants one that exists.
  private static let interface =
    (try? FileManager.default.contentsOfDirectory(atPath: "/sys/class/net"))?.sorted().first {
      $0.hasPrefix("e")
    }

  @Test(
    .enabled(
      if: has(keepalived) && interface != nil && has("/usr/bin/curl"),
      "keepalived, curl or a network interface is not on this machine"))
  func `keepalived takes its configurations`() throws {
    try expectTaken("keepalived.conf", word: "virtual_router_id") { text in
      try Self.judge(
        text.replacing("eth0", with: Self.interface ?? ""), "keepalived.conf",
        "exec \(Self.keepalived) --config-test --use-file \"$1\"",
        refusals: ["Unknown", "missing", "SECURITY"])
    }
  }

  static let systemd = "/usr/bin/systemd-analyze"

  @Test(.enabled(if: has(systemd), "systemd-analyze is not on this machine"))
  func `systemd takes its units`() throws {
    let programs = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"]
    let stubs = try Folder()
    for program in programs {
      let stub = try stubs.write(program, "#!/bin/sh\n")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: stub.path)
    }
    for program in programs {
      try expectTaken("\(program).service", word: "LimitNOFILE") { text in
        try Self.judge(
          text.replacing("/usr/local/bin/", with: stubs.url.path + "/"), "\(program).service",
          "\(Self.systemd) verify --man=no \"$1\"", refusals: [".service"])
      }
    }
  }

  static let ansible = "/usr/bin/ansible-inventory"

  @Test(.enabled(if: has(ansible), "ansible-inventory is not on this machine"))
  func `Ansible reads the hosts of the plan`() throws {
    var texts: Set<String> = []
    for plan in try EmittedPlan.all.get() where plan.tools.contains("kubespray") {
      guard texts.count < 6, texts.insert(try plan.text("inventory.yaml")).inserted else {
        continue
      }
      let result = try Haplan.shell(
        "\(Self.ansible) -i \"$1\" --list 2>/dev/null",
        ["sh", plan.folder.appendingPathComponent("inventory.yaml").path])
      let read = try result.json()
      func hosts(_ group: String) -> Int {
        ((read[group] as? [String: Any])?["hosts"] as? [String])?.count ?? 0
      }
      let table = try Haplan.run(["table", "-", "-o", "json"], text: plan.spec).clusters()
      let etcd = try #require(table.first?["etcd"] as? [String: Any])
      #expect(hosts("etcd") == etcd["members"] as? Int)
      let services = try #require(table.first?["services"] as? [[String: Any]])
      let classes = try #require(services.first?["tolerance"] as? [[String: Any]])
      let servers = classes.first { $0["class"] as? String == "api-server" }
      #expect(hosts("kube_control_plane") == servers?["total"] as? Int)
      let variables = (read["_meta"] as? [String: Any])?["hostvars"] as? [String: Any]
      #expect(variables?.count ?? 0 > 0)
    }
    #expect(texts.count >= 6)
  }
}
