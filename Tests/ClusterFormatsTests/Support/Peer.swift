import Foundation
import Testing

/// A real program of this machine that judges configurations: the tests' authority on what is one.
struct Peer: Sendable {
  let name: String
  let path: String
  /// The arguments that make it look at the file of this path, and do nothing else.
  let arguments: @Sendable (_ path: String, _ folder: String) -> [String]
  /// What stands in its own file around the text judged.
  var wrap: @Sendable (_ text: String, _ folder: String) -> String = { text, _ in text }
  /// Words in its output by which it refuses, whatever its status.
  var refusals: [String] = []
  /// Files without which it cannot judge.
  var needs: [String] = []

  static let haproxy = Peer(name: "haproxy", path: "/usr/sbin/haproxy") { path, _ in
    ["-c", "-f", path]
  }

  /// The stream module has to be loaded, and everything that nginx writes goes to the folder.
  static let nginx = Peer(
    name: "nginx", path: "/usr/sbin/nginx",
    arguments: { path, folder in
      ["-t", "-q", "-c", path, "-p", folder, "-e", folder + "/errors"]
    },
    wrap: { text, folder in
      "load_module /usr/lib/nginx/modules/ngx_stream_module.so; pid \(folder)/pid;\n" + text
    }, needs: ["/usr/lib/nginx/modules/ngx_stream_module.so"])

  /// It answers 0 for a file that it cannot find, and wants an interface that exists.
  static let keepalived = Peer(
    name: "keepalived", path: "/usr/sbin/keepalived",
    arguments: { path, _ in ["--config-test", "--use-file", path] },
    wrap: { text, _ in text.replacing("eth0", with: interface ?? "eth0") },
    refusals: ["missing", "Unknown"], needs: ["/sys/class/net/\(interface ?? "none")"])

  /// A network interface that is no loop.
  private static let interface =
    (try? FileManager.default.contentsOfDirectory(
      atPath: "/sys/class/net"))?.sorted().first { $0.hasPrefix("e") }

  var isHere: Bool {
    FileManager.default.isExecutableFile(atPath: path)
      && needs.allSatisfy { FileManager.default.fileExists(atPath: $0) }
  }

  /// What the program says of a text, and whether it takes it.
  func judge(_ text: String) throws -> (accepts: Bool, output: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "haplan-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "\(name).conf")
    try Data(wrap(text, folder.path).utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments(file.path, folder.path)
    let output = folder.appending(path: "output")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    let said = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    let isRefused = refusals.contains { said.contains($0) }
    return (process.terminationStatus == 0 && !isRefused, said)
  }
}
