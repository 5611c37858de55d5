import ClusterModel
import Foundation
import Testing

/// What the fixes make of files, which `MutatedFileTests` expects to the byte, is taken by the
/// programs that read them.
struct MendedPeerTests {
  static func has(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

  private static func mended(_ name: String) -> [String] {
    TextFault.all.filter { $0.place.hasSuffix(name) }.map { MutatedFile($0).after }
  }

  @Test(.enabled(if: has("/usr/sbin/haproxy"), "haproxy is not installed")) func haproxy() throws {
    #expect(Self.mended("haproxy.cfg").count >= 18)
    for text in Self.mended("haproxy.cfg") {
      let said = try judge(text, "/usr/sbin/haproxy -c -f \"$0\"")
      #expect(said.isTaken, "\(said.output)\n\(text)")
    }
    let broken = try judge("frontend x\n  bind *:1\n  nothing\n", "/usr/sbin/haproxy -c -f \"$0\"")
    #expect(!broken.isTaken)
  }

  static let stream = "/usr/lib/nginx/modules/ngx_stream_module.so"

  @Test(
    .enabled(
      if: has("/usr/sbin/nginx") && FileManager.default.fileExists(atPath: stream),
      "nginx is not installed with its stream module"))
  func nginx() throws {
    let ask = "cd \"${0%/*}\" && /usr/sbin/nginx -t -q -c \"$0\" -p . -e \"$PWD/errors\""
    let head = "load_module \(Self.stream); pid pid;\n"
    #expect(Self.mended("nginx.conf").count == 5)
    for text in Self.mended("nginx.conf") {
      let said = try judge(head + text, ask)
      #expect(said.isTaken, "\(said.output)\n\(text)")
    }
    #expect(try !judge(head + "events {} stream { upstream x {} }", ask).isTaken)
  }

  @Test(
    .enabled(
      if: has("/usr/sbin/keepalived") && interface != nil,
      "keepalived is not installed, or has no interface"))
  func keepalived() throws {
    // The killall of the fixtures need not be here; keepalived wants to know whose its scripts are.
    let secure = "global_defs {\n  enable_script_security\n  script_user root\n}\n"
    let ask = "/usr/sbin/keepalived --config-test --use-file \"$0\""
    #expect(Self.mended("keepalived.conf").count == 6)
    for text in Self.mended("keepalived.conf") {
      let here = text.replacing("eth0", with: Self.interface ?? "eth0")
        .replacing("/usr/bin/killall -0 haproxy", with: "/bin/true")
      let said = try judge(secure + here, ask)
      #expect(said.isTaken && !said.output.contains("Unknown"), "\(said.output)\n\(text)")
    }
    let broken = try judge("vrrp_instance a {\n nothing\n}\n", ask)
    #expect(!broken.isTaken || broken.output.contains("Unknown"))
  }

  private static let interface =
    (try? FileManager.default.contentsOfDirectory(atPath: "/sys/class/net"))?.sorted()
    .first { $0.hasPrefix("e") }

  @Test(
    .enabled(if: has("/usr/bin/systemd-analyze"), "systemd-analyze is not on this machine"))
  func units() throws {
    let ask = "/usr/bin/systemd-analyze verify \"$0\""
    var texts = Self.mended(".service")
    for fault in FlagFault.all {
      texts += [Shape.unit, .unitLine].compactMap { MutatedFile(fault, $0)?.after }
    }
    #expect(texts.count > 40)
    for text in Set(texts) {
      var here = text
      for component in Component.allCases {
        here = here.replacing("/usr/bin/\(component.program)", with: "/bin/true")
      }
      let said = try judge(here, ask)
      #expect(said.isTaken && !said.output.contains("judged"), "\(said.output)\n\(text)")
    }
    #expect(
      try judge("[Service]\nExecStart=/bin/true \\\\\n  --x\n", ask).output.contains("judged"))
  }

  /// Asks a shell command about a file, `$0`.
  private func judge(
    _ text: String, _ command: String
  ) throws -> (isTaken: Bool, output: String) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("haplan-judged-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("judged.service")
    try Data(text.utf8).write(to: file)
    let output = folder.appendingPathComponent("output")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "(\(command)) >\"$1\" 2>&1", file.path, output.path]
    try process.run()
    process.waitUntilExit()
    let said = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    return (process.terminationStatus == 0, said)
  }
}
