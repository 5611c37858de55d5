import Foundation
import Testing

@testable import Syntax

/// What bash makes of a script: its standard output.
private func bash(_ script: String) throws -> [UInt8] {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/bash")
  process.arguments = ["--norc", "-c", script]
  process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
  process.currentDirectoryURL = URL(filePath: "/")
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Array(data)
}

private func shellSource(_ text: String) -> SourceFile {
  SourceFile(id: FileID(1), path: "script.sh", text: text)
}

private let hasBash = FileManager.default.isExecutableFile(atPath: "/bin/bash")

@Suite("Shell texts are read as bash reads them", .enabled(if: hasBash, "no /bin/bash here"))
struct LinesShellTests {
  static let wordCases = [
    "a", "a b", "  a   b  ", "a\tb", "'a b'", "\"a b\"", "a'b'c", "a\"b\"c", "\"a'b\"", "'a\"b'",
    "\\a", "a\\ b", "\"a\\\"b\"", "\"a\\b\"", "\"a\\\\b\"", "'a\\b'", "a\\\\b", "\"\"", "''",
    "a \"\" b", "a''b", "a \\\nb", "a\\\nb", "\"a\\\nb\"", "'a\\\nb'", "a #c", "a#c", "a '#c' d",
    "--x=\"1,2\"", "--x='api/all=true'", "\"--x=y z\"", "a > /dev/stdout b", "a 2>&1 b",
    "a >/dev/stdout", "a 2>/dev/null b", "a >> /dev/stdout", "a 3</dev/null b", "a &>/dev/stdout b",
    "$'a\\tb'", "$'a\\x41'", "$\"a\"", "\"\\$x\"", "\\$x", "'$x'", "a\\#b", "\\'", "\\\"",
    "\"a b\"'c d'e\\ f", "a\\\n  b \\\n  c", "é 'ü ö'", "\"a\nb\"", "'a\nb'", "a=b", "--a=b=c",
    "x{y", "}", "a]b", "\"a\\nb\"", "a\\nb", "\"`echo`a\"x", "- --", "a\\\tb", "\"\\`\"",
    "--initial-cluster='m0=http://10.0.0.1:2380,m1=http://10.0.0.2:2380'", "a !b", "a ~b",
    "if then",
  ]

  @Test("words", arguments: wordCases)
  func words(text: String) throws {
    let script = "args() { printf '%s\\0' \"$@\"; }\nargs " + text
    let output = try bash(script)
    let expected = output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    let command = try #require(
      ShellScript(shellSource(script)).commands.last { $0.program == "args" })
    guard command.words.allSatisfy(\.isKnown) else {
      // A command's output is not known: nothing to compare, but it must be said.
      return #expect(text.contains("`"))
    }
    // What a command prints under a redirection to a file is compared nowhere else.
    guard !output.isEmpty else { return #expect(command.words.count == 1) }
    #expect(
      command.words.dropFirst().map(\.text.string)
        == expected.map { String(decoding: $0, as: UTF8.self) })
  }

  static let variableCases = [
    "A=1\nargs $A", "A='1 2'\nargs $A", "A='1 2'\nargs \"$A\"", "A='1 2'\nargs x$A",
    "A=\nargs $A b",
    "A=\nargs \"$A\" b", "A=b\nargs ${A}c", "A=b\nargs \"${A}\"c", "A=b; B=$A$A; args $B",
    "export A=b\nargs $A", "export A='b c' D=e\nargs \"$A\" $D", "A=1 B=2\nargs $A $B",
    "A=1\nA=2\nargs $A", "A=' x '\nargs a${A}b", "A=\"x\ny\"\nargs $A",
    "A=b\nargs '$A' \\$A \"\\$A\"",
    "A=b\nargs ${A:-c}", "A=b && args $A", "A=b; { args $A; }", "A=b\nif true; then args $A; fi",
    "A=-x\nargs \"$A\"=$A", "readonly A=b; args $A",
  ]

  @Test("variables that the script sets", arguments: variableCases)
  func variables(text: String) throws {
    let script = "args() { printf '%s\\0' \"$@\"; }\n" + text
    let expected = try bash(script).split(separator: 0, omittingEmptySubsequences: false).dropLast()
    let command = try #require(
      ShellScript(shellSource(script)).commands.last { $0.program == "args" })
    let allKnown = command.words.allSatisfy(\.isKnown)
    #expect(allKnown)
    #expect(
      command.words.dropFirst().map(\.text.string)
        == expected.map { String(decoding: $0, as: UTF8.self) })
  }

  static let heredocCases = [
    "cat <<EOF\na\nb\nEOF\n", "cat <<'EOF'\na \\\\\n$b\nEOF\n", "cat <<EOF\na \\\\\nb\nEOF\n",
    "cat <<EOF\na \\\nb\nEOF\n", "cat <<EOF\n\\$A \\`b\\` \\a \\\"\nEOF\n",
    "cat <<-EOF\n\t\ta\n\tb\n\tEOF\n",
    "cat <<\\EOF\n$A\\\\\nEOF\n", "cat <<\"EOF\"\n\\$A\nEOF\n",
    "A=x\ncat <<EOF\n$A ${A}y \"$A\"\nEOF\n",
    "A='x  y'\ncat <<EOF\n--a=$A\nEOF\n", "cat <<A; cat <<B\na\nA\nb\nB\n",
    "cat <<EOF | cat\na\nEOF\n",
    "cat <<EOF > /dev/stdout\na\nEOF\n", "cat <<EOF &&\na\nEOF\ntrue", "cat <<EOF\n\nEOF\n",
    "cat <<EOF\nEOF\n",
    "cat <<EOF\n'a' \"b\" #c\nEOF\n", "cat <<EOF\na\\\\\\\\b\nEOF\n",
    "cat <<EOF\na \\\\\\\nb\nEOF\n",
    "cat <<-'EOF'\n\ta\\\n\t\tb\n\tEOF\n", "cat <<EOF\nx\\\nEOF\ny\nEOF\n",
    "cat <<EOF\n EOF\nEOF\n",
    "cat <<EOF\n100% {a,b} *.c ~\nEOF\n", "cat <<EOF\na", "A=x; cat <<EOF\n\\\\$A \\\\\\$A\nEOF\n",
  ]

  @Test("heredocs", arguments: heredocCases)
  func heredocs(text: String) throws {
    let script = ShellScript(shellSource(text))
    #expect(!script.heredocs.isEmpty)
    let read = script.heredocs.map(\.body.text.string).joined()
    #expect(read.trimmingSuffix == String(decoding: try bash(text), as: UTF8.self).trimmingSuffix)
  }

  @Test("a unit in an unquoted heredoc is halved, and its places are those of the script")
  func unitInHeredoc() throws {
    let script = shellSource(
      """
      NAME=m0
      cat <<EOF | sudo tee /etc/systemd/system/etcd.service
      [Service]
      ExecStart=/usr/local/bin/etcd \\\\
        --name ${NAME} \\\\
        --listen-peer-urls=http://${INTERNAL_IP}:2380
      EOF
      sudo systemctl start etcd
      """)
    let shell = ShellScript(script)
    let heredoc = try #require(shell.heredocs.first)
    #expect(heredoc.target?.value == "/etc/systemd/system/etcd.service")
    #expect(!heredoc.isQuoted && heredoc.isTerminated)
    let unit = UnitFile(heredoc.body.text)
    let entry = try #require(unit.entries("Service", "ExecStart").first)
    let command = try #require(ExecCommand.read(entry).commands.first)
    #expect(!command.isCutShort)
    #expect(command.arguments.prefix(2).map(\.value) == ["--name", "m0"])
    #expect(command.arguments.last?.value == nil)
    #expect(shell.commands.last?.program == "systemctl")
  }

  @Test("wrappers, and the script of sh -c inside a unit")
  func wrappers() throws {
    let shell = ShellScript(
      shellSource("sudo -E env A=b nohup /usr/bin/etcd --name m0 >log 2>&1 &"))
    #expect(shell.commands.map(\.program) == ["etcd"])
    #expect(shell.commands.first?.arguments.map(\.text.string) == ["--name", "m0"])
    let unit = shellSource(
      "[Service]\nExecStart=/bin/sh -c \"GOMAXPROCS=$(nproc) exec etcd --name=\\\"${N}\\\" --x='a b' --y=%i\"\n"
    )
    let entry = try #require(UnitFile(unit).entries("Service", "ExecStart").first)
    let words = try #require(ExecCommand.read(entry).commands.first).words
    let inner = try #require(ShellScript.inner(of: words)?.commands.first)
    #expect(inner.program == "etcd")
    #expect(inner.arguments.map(\.value) == [nil, "--x=a b", nil])
    #expect(unit.text(inner.arguments[1].text.span) == "--x='a b")
    #expect(inner.arguments[0].unknowns.map(\.kind) == [.variable("N")])
    #expect(inner.arguments[2].unknowns.map(\.kind) == [.specifier("i")])
  }

  @Test("prompts of a document are no part of its commands")
  func prompts() {
    let text = """
      $ etcd --name m0 \\
      > --quiet
      # systemctl start --now etcd
      # start the second member
      root@m1:~# kubeadm init --config=a.yaml
      [root@m1 etc]# cat x
      """
    let shell = ShellScript(shellSource(text), isDocument: true)
    #expect(shell.commands.map(\.program) == ["etcd", "systemctl", "kubeadm", "cat"])
    #expect(shell.commands.first?.words.last?.value == "--quiet")
  }

  @Test("a value that only some runs set is not relied on")
  func conditional() {
    let text =
      "A=1\nif x; then A=2; fi\netcd --a=$A\nB=$(hostname)\netcd --b=$B\nfor C in 1 2; do etcd $C; done"
    let commands = ShellScript(shellSource(text)).commands.filter { $0.program == "etcd" }
    #expect(commands.map { $0.words.last?.value } == [nil, nil, nil])
  }
}

extension String {
  /// Without line breaks at its end: bash adds none to a last line that has none.
  fileprivate var trimmingSuffix: String {
    var text = self[...]
    while text.hasSuffix("\n") { text.removeLast() }
    return String(text)
  }
}
