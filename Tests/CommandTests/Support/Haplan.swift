import Foundation

/// Runs the built binary, as a user would.
enum Haplan {
  /// What a run gave.
  struct Result {
    let stdout: String
    let stderr: String
    /// The exit status; 128 and more after a signal, as a shell has it.
    let status: Int32
  }

  /// The top of the repository.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The binary that was built with these tests: beside their bundle, else in the usual place.
  static let binary: URL = {
    let beside = [Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
      .map { $0.appendingPathComponent("haplan") }
    let usual = root.appendingPathComponent(".build/debug/haplan")
    var isFolder: ObjCBool = false
    let built = beside.first {
      FileManager.default.fileExists(atPath: $0.path, isDirectory: &isFolder) && !isFolder.boolValue
    }
    return built ?? usual
  }()

  /// Runs `haplan` within limits that no input may make it exceed: 5 seconds of processor time and
  /// 2 GiB of address space (a debug build; the rest of the machine does not count).
  static func run(
    _ arguments: [String], stdin: Data = Data(), env: [String: String] = [:], cwd: URL = root
  ) throws -> Result {
    try shell(
      "ulimit -t 5; ulimit -v 2097152; exec \"$0\" \"$@\"", [binary.path] + arguments,
      stdin: stdin, env: env, cwd: cwd)
  }

  /// As `run`, with text on standard input.
  static func run(
    _ arguments: [String], text: String, env: [String: String] = [:], cwd: URL = root
  ) throws -> Result {
    try run(arguments, stdin: Data(text.utf8), env: env, cwd: cwd)
  }

  /// Runs `script` with `words` as `$0`, `$1`, …; files stand in for pipes, so none can fill up.
  static func shell(
    _ script: String, _ words: [String], stdin: Data = Data(), env: [String: String] = [:],
    cwd: URL = root
  ) throws -> Result {
    let folder = try Folder()
    try folder.write("stdin", stdin)
    try folder.write("stdout", "")
    try folder.write("stderr", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script] + words
    process.currentDirectoryURL = cwd
    let kept = ["PATH", "HOME", "LANG", "LD_LIBRARY_PATH"]
    process.environment = ProcessInfo.processInfo.environment
      .filter { kept.contains($0.key) }.merging(env) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: folder.file("stdin"))
    process.standardOutput = try FileHandle(forWritingTo: folder.file("stdout"))
    process.standardError = try FileHandle(forWritingTo: folder.file("stderr"))
    try process.run()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Result(
      stdout: try folder.read("stdout"), stderr: try folder.read("stderr"),
      status: process.terminationStatus + (isSignal ? 128 : 0))
  }
}

extension Haplan.Result {
  /// Standard output as a JSON object.
  func json() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(stdout.utf8))
    guard let object = value as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
    return object
  }

  /// The findings of a `check -o json`.
  func findings() throws -> [[String: Any]] { try json()["findings"] as? [[String: Any]] ?? [] }

  /// The problems of a `check -o json`.
  func problems() throws -> [[String: Any]] { try json()["problems"] as? [[String: Any]] ?? [] }
}
