import Foundation
import Testing

/// Drop-ins beside a configuration of RKE2 or k3s are read as their programs read them.
@Suite struct DropInTests {
  private func folder(_ dropIns: [(String, String)]) throws -> Folder {
    let folder = try Folder()
    try folder.write(
      "rke2/config.yaml",
      """
      cni: canal
      kube-scheduler-arg:
      - leader-elect-renew-deadline=12s

      """)
    for (name, text) in dropIns { try folder.write("rke2/config.yaml.d/\(name)", text) }
    return folder
  }

  private func errors(_ folder: Folder) throws -> [String] {
    let result = try Haplan.run(["check", "-o", "json", "rke2"], cwd: folder.url)
    #expect(try result.problems().isEmpty)
    return try result.findings().filter { $0["severity"] as? String == "error" }
      .compactMap { $0["rule"] as? String }
  }

  @Test func `what a drop-in adds counts beside the rest`() throws {
    let folder = try folder([
      ("50-lease.yaml", "kube-scheduler-arg+:\n- leader-elect-lease-duration=12s\n")
    ])
    #expect(try errors(folder) == ["leader-elect-lease-not-greater-than-renew"])
  }

  @Test func `a later drop-in replaces what stands before it`() throws {
    let folder = try folder([
      ("50-lease.yaml", "kube-scheduler-arg+:\n- leader-elect-lease-duration=12s\n"),
      ("60-other.yaml", "kube-scheduler-arg:\n- v=2\n"),
    ])
    #expect(try errors(folder).isEmpty)
  }

  @Test func `a machine with drop-ins is one machine`() throws {
    let folder = try folder([("50-names.yaml", "tls-san+:\n- k8s.test\n")])
    let result = try Haplan.run(["check", "rke2"], cwd: folder.url)
    #expect(result.stdout.contains("partial view: 1 machine seen"), "\(result.stdout)")
  }

  @Test func `a fix is written where the value stands`() throws {
    let folder = try folder([
      ("50-lease.yaml", "kube-scheduler-arg+:\n- leader-elect-lease-duration=12s\n")
    ])
    _ = try Haplan.run(["check", "--fix", "rke2"], cwd: folder.url)
    let text = try folder.read("rke2/config.yaml.d/50-lease.yaml")
    #expect(text == "kube-scheduler-arg+:\n- leader-elect-lease-duration=18s\n")
  }
}
