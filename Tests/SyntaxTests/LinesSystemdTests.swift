import Foundation
import Testing

@testable import Syntax

/// systemd itself as the judge: its checker prints how it reads a unit.
private enum Systemd {
  static let analyze = "/usr/bin/systemd-analyze"
  static let environmentGenerator =
    "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator"

  static func has(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

  struct Output {
    let standard: String
    let error: String
  }

  static func run(
    _ path: String, _ arguments: [String], _ environment: [String: String], in folder: URL
  ) throws -> Output {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = environment
    let (out, error) = (folder.appending(path: "out"), folder.appending(path: "err"))
    for file in [out, error] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    process.waitUntilExit()
    return Output(
      standard: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: error), as: UTF8.self))
  }

  static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "haplan-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// What the checker says of a unit, with its dump of what it read.
  static func verify(_ text: String) throws -> Output {
    try withFolder { folder in
      let unit = folder.appending(path: "probe.service")
      try Data(text.utf8).write(to: unit)
      let environment = ["PATH": "/usr/bin:/bin", "SYSTEMD_LOG_LEVEL": "debug"]
      return try run(analyze, ["verify", unit.path], environment, in: folder)
    }
  }

  /// Undoes the quoting of systemd's output, which is made for a shell.
  static func unquote(_ line: String) throws -> [String] {
    try withFolder { folder in
      // systemd leaves `#` bare, which begins a comment for bash.
      let words = line.replacing("#", with: "\u{E000}")
      let output = try run(
        "/bin/bash", ["--norc", "-c", "printf '%s\\0' \(words)"], [:], in: folder)
      return output.standard.split(separator: "\0", omittingEmptySubsequences: false)
        .dropLast().map { String($0).replacing("\u{E000}", with: "#") }
    }
  }
}

@Suite("Units and environment files are read as systemd on this machine reads them")
struct LinesSystemdTests {
  static let values = [
    "a b", "'a b' \"c d\"", "a\\x20b", "a'b c'd\"e f\"g", "\\q \\e", "a\\\\b", "\"a\\\"b\"",
    "'a\\'b'", "a\\sb", "\\101\\x41\\u00e9", "\"\" ''", "\\; a", "%%x a%%", "--x=\"y z\"",
    "\"--x=y\" z", "a\\\nb", "a \\\n  b", "\"a\\\nb\"", "a \\\n#c\n b", "a \\\n ;c\n b", "a \\ \nb",
    "a \\\\\nb", "a \\\\\\\nb", "a \\ #c\nb", "a \\\n\nb", "a #b", "a;b", "a \";\" b", "x=y=z",
    "$$x", "${A}b $C", "é ü", "\\\na", "a \\\n \\\n b", "\"a # b\" #c", "a\\x2",
    "a\\8",
  ]

  @Test(
    "words of commands, continuations and ignored lines",
    .enabled(if: Systemd.has(Systemd.analyze), "systemd-analyze is not on this machine"))
  func commands() throws {
    var text = "[Service]\nType=oneshot\n"
    for value in Self.values { text += "ExecStart=/bin/true \(value)\n" }
    let output = try Systemd.verify(text)
    let dumped = output.standard.split(separator: "\n").compactMap { line -> String? in
      guard let label = line.range(of: "Command Line: ") else { return nil }
      return String(line[label.upperBound...])
    }
    let unit = UnitFile(SourceFile(id: FileID(0), path: "probe.service", text: text))
    let entries = unit.entries("Service", "ExecStart")
    #expect(dumped.count == Self.values.count)
    #expect(entries.count == Self.values.count)
    for (line, entry) in zip(dumped, entries) {
      // The dump shows variables before they are put in: no value is given here either.
      let words = ExecCommand.read(entry).commands.first?.words.map(\.text.string)
      let read = words?.map { $0.replacing("$x", with: "$$x") }
      #expect(try read == Systemd.unquote(line), "\(entry.value.string)")
    }
    let ignored = output.error.split(separator: "\n").count {
      $0.contains("Missing '='") || $0.contains("Unknown key")
    }
    #expect(ignored == unit.orphanLines.count)
  }

  @Test(
    "Environment= lines",
    .enabled(if: Systemd.has(Systemd.analyze), "systemd-analyze is not on this machine"))
  func environmentLines() throws {
    let text = """
      [Service]
      ExecStart=/bin/true
      Environment="A=b c" D=e\\x20f G= 'H=i"j' K="l m"
      Environment=1A=x N=a\\
      O=%%p Q=r=s -T=u
      """
    let output = try Systemd.verify(text)
    let dumped = output.standard.split(separator: "\n").compactMap { line -> String? in
      guard let label = line.range(of: "Environment: ") else { return nil }
      return String(line[label.upperBound...])
    }
    let unit = UnitFile(SourceFile(id: FileID(0), path: "probe.service", text: text))
    let entries = unit.entries("Service", "Environment")
    let read = entries.flatMap { EnvironmentAssignment.read($0).known }
    #expect(!dumped.isEmpty)
    #expect(read.map { "\($0.name)=\($0.value.string)" } == dumped)
  }

  static let environmentText = """
    A=b c  \t
    B="x \\\\ \\q\\
     y"z
    export C=1
    D=a"b"
    #E=1
    ;E=2
      F = 5
    G=a\\
    b\\c
    H='q\\'r
    I="a" "b"
    J='a'"b"c 'd'
    K="multi
    line"
    L=a#b ;c
    M=a=b
    N= lead
    O="tab"\t
    no equals
    P="\\"\\`"
    Q="\\
    https://a,\\
    https://b"
    R=é
    """

  @Test(
    "environment files",
    .enabled(
      if: Systemd.has(Systemd.environmentGenerator),
      "systemd's environment generator is not on this machine"))
  func environmentFiles() throws {
    let printed = try Systemd.withFolder { folder in
      let configuration = folder.appending(path: "environment.d")
      try FileManager.default.createDirectory(
        at: configuration, withIntermediateDirectories: true)
      try Data(Self.environmentText.utf8).write(to: configuration.appending(path: "a.conf"))
      return try Systemd.run(
        Systemd.environmentGenerator, [], ["XDG_CONFIG_HOME": folder.path], in: folder
      ).standard
    }
    let file = EnvironmentFile(
      SourceFile(id: FileID(0), path: "a.conf", text: Self.environmentText))
    var names: [String] = []
    for assignment in file.assignments {
      let script = "\(printed)\nprintf %s \"$\(assignment.name)\""
      let value = try Systemd.withFolder {
        try Systemd.run("/bin/bash", ["--norc", "-c", script], [:], in: $0).standard
      }
      // The generator prints a line break in C's way, which bash leaves as it is.
      #expect(
        assignment.value.string == value.replacing("\\n", with: "\n"), "\(assignment.name)")
      names.append(assignment.name)
    }
    #expect(names == "ABDFGHIJKLMNOPQR".map(String.init))
    #expect(file.ignored.count == 2)
  }
}
