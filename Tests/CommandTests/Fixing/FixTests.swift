import Foundation
import Testing

/// `check --fix` and `--diff` as a user runs them.
@Suite struct FixTests {
  /// An equal lease and renew deadline, among things that must not change.
  static let faulty = Specs.spec(
    named: "prod", "controlPlane:", "  count: 3", "  controllerManager:",
    "    flags: {leader-elect-lease-duration: '10s', leader-elect-renew-deadline: 10s} # keep",
    "etcd: stacked")
  static let mended = faulty.replacingOccurrences(of: "'10s'", with: "'15s'")

  @Test func `fix mends, then judges what is left`() throws {
    let folder = try Folder()
    let file = try folder.write("c.yaml", Self.faulty)
    #expect(try Haplan.run(["check", file.path]).status == 1)
    let result = try Haplan.run(["check", "--fix", "c.yaml"], cwd: folder.url)
    #expect(result.status == 0)
    #expect(
      result.stderr == """
        haplan: mended c.yaml:8:45: raise the lease to 15s [leader-elect-lease-not-greater-than-renew]
        haplan: 1 fix in 1 file, 0 skipped

        """)
    #expect(result.stdout.hasSuffix("no findings in 1 file\n"))
    #expect(try folder.read("c.yaml") == Self.mended)
    #expect(try names(in: folder) == ["c.yaml"])
  }

  @Test func `what is left decides the status`() throws {
    let folder = try Folder()
    try folder.write(
      "c.yaml", Self.faulty.replacingOccurrences(of: "count: 3", with: "count: 2"))
    let result = try Haplan.run(["check", "-o", "json", "--fix", "."], cwd: folder.url)
    #expect(result.status == 1)
    #expect(try result.findings().map { $0["rule"] as? String } == ["etcd-two-members"])
  }

  /// The unchecked server would get a check in plain HTTP if both fixes went in at once.
  @Test func `the error's fix goes first, and the note's follows it in one run`() throws {
    let folder = try Folder()
    func text(_ lines: String) -> String {
      "defaults\n  mode tcp\n  timeout connect 5s\n  timeout client 5m\n  timeout server 15m\n"
        + "listen api\n  bind *:6443\n" + lines
    }
    try folder.write(
      "haproxy.cfg",
      text(
        "  server a 10.0.0.1:6443 check\n  server b 10.0.0.2:6443\n"
          + "  server c 10.0.0.3:6443 check\n"))
    let arguments = ["check", "--profile", "prod", "--fix", "--unsafe-fixes", "haproxy.cfg"]
    let result = try Haplan.run(arguments, cwd: folder.url)
    #expect(result.stderr.hasSuffix("haplan: 2 fixes in 1 file, 0 skipped\n"))
    let tls = "check check-ssl verify none"
    #expect(
      try folder.read("haproxy.cfg")
        == text(
          "  option httpchk GET /readyz\n  http-check expect status 200\n"
            + "  server a 10.0.0.1:6443 \(tls)\n  server b 10.0.0.2:6443 \(tls)\n"
            + "  server c 10.0.0.3:6443 \(tls)\n"))
    let again = try Haplan.run(arguments, cwd: folder.url)
    #expect(again.stderr == "haplan: 0 fixes in 0 files, 0 skipped\n")
  }

  @Test func `git takes the diff`() throws {
    let folder = try Folder()
    try folder.write("a b/c.yaml", Self.faulty)
    let script = """
      set -e; git init -q .; git add .
      cd 'a b'; if "$0" check --diff c.yaml >../patch; then exit 9; fi
      git apply ../patch; git apply --check -R ../patch
      """
    let result = try Haplan.shell(script, [Haplan.binary.path], cwd: folder.url)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(try folder.read("a b/c.yaml") == Self.mended)
  }

  @Test func `a diff has the lines of the file as they are`() throws {
    let folder = try Folder()
    let text = String(Self.faulty.dropLast()).replacingOccurrences(of: "\n", with: "\r\n")
    try folder.write("c.yaml", text)
    let result = try Haplan.run(["check", "--diff", "c.yaml"], cwd: folder.url)
    #expect(result.status == 1)
    #expect(
      result.stdout.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init) == [
          "diff --git a/c.yaml b/c.yaml", "--- a/c.yaml", "+++ b/c.yaml", "@@ -5,5 +5,5 @@",
          "   controlPlane:\r", "     count: 3\r", "     controllerManager:\r",
          "-      flags: {leader-elect-lease-duration: '10s', leader-elect-renew-deadline: 10s} # keep\r",
          "+      flags: {leader-elect-lease-duration: '15s', leader-elect-renew-deadline: 10s} # keep\r",
          "   etcd: stacked", "\\ No newline at end of file", "",
        ])
    #expect(try folder.read("c.yaml") == text)
    try folder.write("c.yaml", Self.mended)
    let again = try Haplan.run(["check", "--diff", "c.yaml"], cwd: folder.url)
    #expect(again.status == 0)
    #expect(again.stdout.isEmpty)
  }

  @Test func `standard input goes to standard output, mended`() throws {
    let result = try Haplan.run(["check", "--fix", "-"], text: Self.faulty)
    #expect(result.status == 0)
    #expect(result.stdout == Self.mended)
    #expect(result.stderr.contains("no findings in 1 file"))
    let broken = try Haplan.run(["check", "--fix", "-"], text: "kind: Cluster\n  x: [\n")
    #expect(broken.status == 2)
    #expect(broken.stdout == "kind: Cluster\n  x: [\n")
  }

  @Test func `fixes that change accepted timings are asked for`() throws {
    let folder = try Folder()
    let text = Self.faulty.replacingOccurrences(
      of: "'10s'", with: "14s, leader-elect-retry-period: 9s"
    ).replacingOccurrences(of: "deadline: 10s", with: "deadline: 12s")
    try folder.write("c.yaml", text)
    let safe = try Haplan.run(["check", "--fix", "c.yaml"], cwd: folder.url)
    #expect(safe.stderr.contains("--unsafe-fixes applies it"))
    #expect(try folder.read("c.yaml") == text)
    let unsafe = try Haplan.run(["check", "--fix", "--unsafe-fixes", "c.yaml"], cwd: folder.url)
    #expect(unsafe.stderr.contains("haplan: mended c.yaml:8:"))
    #expect(try folder.read("c.yaml") != text)
    #expect(try Haplan.run(["check", "--unsafe-fixes", "c.yaml"], cwd: folder.url).status == 2)
  }

  @Test func `a fix that brings an error is taken back, the others stay`() throws {
    let folder = try Folder()
    // Read as 10 seconds the lease is refused; as it stands the value is.
    let text = Specs.spec(
      named: "prod", "controlPlane:", "  count: 3", "  controllerManager:",
      "    flags: {leader-elect-lease-duration: '10', leader-elect-renew-deadline: 10s}",
      "  scheduler:", "    flags: {leader-elect: false}", "etcd: stacked")
    try folder.write("c.yaml", text)
    let result = try Haplan.run(["check", "--fix", "c.yaml"], cwd: folder.url)
    #expect(result.status == 1)
    #expect(result.stderr.contains("it would bring error[leader-elect-lease-not-greater"))
    #expect(
      try folder.read("c.yaml")
        == text.replacingOccurrences(of: "elect: false", with: "elect: true"))
  }

  @Test func `a folder that a kubelet watches is left alone`() throws {
    let folder = try Folder()
    try folder.write("pod-manifests/c.yaml", Self.faulty)
    let result = try Haplan.run(["check", "--fix", "pod-manifests"], cwd: folder.url)
    #expect(result.status == 2)
    #expect(result.stderr.contains("see --diff"))
    #expect(try folder.read("pod-manifests/c.yaml") == Self.faulty)
    #expect(
      try Haplan.run(["check", "--diff", "pod-manifests"], cwd: folder.url).stdout.contains("'15s'")
    )
  }

  @Test func `a link stays a link, mode and owner stay`() throws {
    let folder = try Folder()
    let file = try folder.write("real.yaml", Self.faulty)
    let isRoot = getuid() == 0
    let owner = isRoot ? "chown 1234:4321 real.yaml; " : ""
    let script =
      "\(owner)chmod 640 real.yaml; ln -s real.yaml link.yaml; \"$0\" check --fix link.yaml"
    #expect(try Haplan.shell(script, [Haplan.binary.path], cwd: folder.url).status == 0)
    #expect(try folder.read("real.yaml") == Self.mended)
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    if isRoot { #expect(attributes[.ownerAccountID] as? Int == 1234) }
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link.yaml").path)
        == "real.yaml")
  }

  @Test func `a file that may not be written is said to be so`() throws {
    let folder = try Folder()
    let file = try folder.write("c.yaml", Self.faulty)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file.path)
    let result = try Haplan.run(["check", "--fix", "c.yaml"], cwd: folder.url)
    #expect(result.status == 2)
    #expect(result.stderr.contains("the file is read-only"))
    #expect(try folder.read("c.yaml") == Self.faulty)
  }

  @Test func `output to what is no file goes there`() throws {
    let folder = try Folder()
    try folder.write("c.yaml", Self.mended)
    let script = "mkfifo p; cat p >got & \"$0\" check --output-file p c.yaml; wait; test -p p"
    #expect(try Haplan.shell(script, [Haplan.binary.path], cwd: folder.url).status == 0)
    #expect(try folder.read("got").contains("no findings"))
  }

  private func names(in folder: Folder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }
}
