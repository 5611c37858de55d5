import Testing

@testable import Syntax

@Suite("No text stops the readers of lines")
struct LinesHostileTests {
  private static let sample = """
    [Service]
    ExecStart=-/bin/etcd "a\\x2 \\\\
     --b='c' ${D} $E %i \\ \r
    ; x
     --f
    A=1; cat <<-EOF | tee "x$A" # c
    \t$A ${B:-c} $(d "e)") `f \\
    \tEOF
    ```sh
    $ sh -c "a \\"$'b\\n'" <(x) >(y) Z=(1 2) 2>&1 &>q <<< w
    root@h:~# for i in {{ x }}; do case $i in a) b;; esac; done
    <a b> {% y %} %{ z } 2001:db8::1 192.0.2.1 \u{e9}
    """

  private func readAll(_ text: String) -> Int {
    let file = SourceFile(id: FileID(0), path: "x", text: text)
    let mapped = MappedText(file)
    let environment = EnvironmentFile(mapped).values
    var places: [Span] = []
    for entry in UnitFile(mapped).sections.flatMap(\.entries) {
      for command in ExecCommand.read(entry, environment: environment).commands {
        places += command.arguments.map(\.span)
        _ = ShellScript.inner(of: command.words)
      }
      places += EnvironmentAssignment.read(entry).known.map(\.span)
    }
    for isDocument in [false, true] {
      let script = ShellScript(mapped, isDocument: isDocument)
      places += script.commands.map(\.span) + script.heredocs.flatMap(\.body.text.places)
      places += script.commands.flatMap(\.words).flatMap { [$0.span, $0.text.span] }
    }
    places += MarkdownFences.find(mapped).map(\.span)
    _ = Placeholder.find(in: mapped.bytes[...])
    return places.count { $0.range.upperBound > file.bytes.count }
  }

  @Test("every beginning and every end of a text with everything in it")
  func cuts() {
    let bytes = Array(Self.sample.utf8)
    for cut in stride(from: 0, through: bytes.count, by: 2) {
      #expect(readAll(String(decoding: bytes[..<cut], as: UTF8.self)) == 0)
      #expect(readAll(String(decoding: bytes[cut...], as: UTF8.self)) == 0)
    }
  }

  @Test("each byte once replaced by one that means something")
  func replacements() {
    let bytes = Array(Self.sample.utf8)
    for offset in stride(from: 0, to: bytes.count, by: 2) {
      let mark = Array("\\\"'$`({<\n=#\0".utf8)[offset / 2 % 12]
      var changed = bytes
      changed[offset] = mark
      #expect(readAll(String(decoding: changed, as: UTF8.self)) == 0)
    }
  }

  @Test(
    "texts that repeat one thing cost time in proportion to their length",
    .timeLimit(.minutes(1)),
    arguments: [
      "$(", "${", "`", "'", "\"", "\\", "\\\\\n", "<<E\n", "<<E ", "((", "|a", "A=$A$A\n", "%i",
      "<a ", "{{", "[a]\n", "```\n", "[Service]\nExecStart=etcd \\\\\n", "x \\\\\n", "a@", "$A",
      "A=b;", "\\\n#\n", "- ",
    ])
  func repeated(unit: String) {
    #expect(readAll(String(repeating: unit, count: 6_000 / unit.utf8.count)) == 0)
    #expect(readAll("A=b\nExecStart=etcd " + String(repeating: unit, count: 500)) == 0)
    #expect(readAll("[Service]\nExecStart=etcd " + String(repeating: unit, count: 500)) == 0)
  }
}
