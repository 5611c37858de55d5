import Testing

@testable import Syntax

@Suite("Units are read as systemd reads them")
struct LinesUnitFileTests {
  private func file(_ text: String) -> SourceFile {
    SourceFile(id: FileID(3), path: "etcd.service", text: text)
  }

  private func commands(_ text: String, _ environment: [String: MappedText] = [:]) -> [ExecCommand]
  {
    UnitFile(file(text)).effectiveEntries("Service", "ExecStart").flatMap {
      ExecCommand.read($0, environment: environment).commands
    }
  }

  @Test("sections, keys, comments between continuation lines, and places")
  func structure() throws {
    let source = file(
      """
      # etcd
      [Unit]
      Description = key value store
      [Service]
      ExecStart=/usr/bin/etcd \\
      # not part of it
        --name m0 \\
      ; nor this
        --data-dir=/var/lib/etcd
      Restart=always

      """)
    let unit = UnitFile(source)
    #expect(unit.sections.map(\.name) == ["Unit", "Service"])
    #expect(unit.comments.map(source.text) == ["# etcd", "# not part of it", "; nor this"])
    let entry = try #require(unit.entries("Service", "ExecStart").first)
    let command = try #require(ExecCommand.read(entry).commands.first)
    #expect(command.program == "etcd")
    #expect(
      command.words.map(\.text.string).dropFirst() == ["--name", "m0", "--data-dir=/var/lib/etcd"])
    #expect(command.words.map { source.text($0.span) } == command.words.map(\.text.string))
    #expect(unit.entries("Unit", "Description").map(\.value.string) == ["key value store"])
    #expect(unit.orphanLines.isEmpty)
    #expect(UnitFile.claims(source))
  }

  @Test("a bare ExecStart= empties the list")
  func reset() {
    let text = "[Service]\nExecStart=/bin/a\nExecStart=\nExecStart=/bin/b\n"
    #expect(commands(text).map(\.program) == ["b"])
  }

  @Test(
    "continuations and what they make of the words",
    arguments: [
      ("/bin/x a\\\nb", ["/bin/x", "a", "b"], 0),
      ("/bin/x \"a\\\nb\"", ["/bin/x", "a b"], 0),
      ("/bin/x a \\\n\nb", ["/bin/x", "a"], 1),
      ("/bin/x a \\\r\n b\r\n", ["/bin/x", "a", "b"], 0),
      ("/bin/x a \\ \nb", ["/bin/x", "a", "\\"], 1),
      ("/bin/x a \\\\\nb", ["/bin/x", "a", "\\"], 1),
      ("/bin/x a \\\\\\\nb", ["/bin/x", "a", "\\", "b"], 0),
      ("/bin/x a \\ #c\nb", ["/bin/x", "a", "\\ #c"], 1),
    ])
  func continuation(value: String, words: [String], orphans: Int) {
    let source = file("[Service]\nExecStart=" + value)
    #expect(commands(source.text(source.span)).first?.words.map(\.text.string) == words)
    #expect(UnitFile(source).orphanLines.count == orphans)
  }

  @Test("a control-plane command with doubled backslashes is read on, and says so")
  func doubledBackslashes() throws {
    let source = file(
      """
      [Service]
      ExecStart=/usr/local/bin/etcd \\\\
        --name m0 \\\\
        --data-dir /d \\
        --listen-peer-urls=http://10.0.0.1:2380 \\\\ \

        --quiet
      Restart=no
      """)
    let unit = UnitFile(source)
    let command = try #require(commands(source.text(source.span)).first)
    #expect(
      command.words.map(\.text.string) == [
        "/usr/local/bin/etcd", "--name", "m0", "--data-dir", "/d",
        "--listen-peer-urls=http://10.0.0.1:2380", "--quiet",
      ])
    #expect(command.isCutShort)
    #expect(command.doubledBackslashes.map(source.text) == ["\\\\", "\\\\", "\\\\ "])
    #expect(unit.orphanLines.isEmpty)
    #expect(unit.entries("Service", "Restart").count == 1)
  }

  @Test("doubled backslashes with nothing of the command behind them cut nothing short")
  func dangling() {
    let source = file("[Service]\nExecStart=/bin/etcd --name=m0 \\\\\nRestart=no\n")
    let entry = UnitFile(source).entries("Service", "ExecStart").first
    #expect(entry?.continuations.isCutShort == false)
    #expect(entry?.continuations.danglingBackslash.map(source.text) == "\\\\")
    #expect(UnitFile(source).entries("Service", "Restart").count == 1)
  }

  @Test("variables keep the place that states them")
  func variables() throws {
    let environment = SourceFile(
      id: FileID(4), path: "etcd.conf", text: "ARGS=\"--name m0  --q\"\nURL=http://a\n")
    let values = EnvironmentFile(environment).values
    let unit = file(
      "[Service]\nExecStart=/bin/etcd $ARGS --urls=${URL},b --x=${NONE} a$ARGS %i 5%% $$x")
    let entry = try #require(UnitFile(unit).entries("Service", "ExecStart").first)
    let words = try #require(ExecCommand.read(entry, environment: values).commands.first).words
    #expect(
      words.map(\.text.string) == [
        "/bin/etcd", "--name", "m0", "--q", "--urls=http://a,b", "--x=${NONE}", "a$ARGS", "%i",
        "5%", "$x",
      ])
    #expect(environment.text(words[2].text.span) == "m0")
    #expect(words[2].text.span.file == FileID(4))
    #expect(words[2].useSite.map(unit.text) == "$ARGS")
    #expect(words[4].substitutions.map { unit.text($0.useSite) } == ["${URL}"])
    #expect(words[5].value == nil)
    #expect(words[5].unknowns.map(\.kind) == [.variable("NONE")])
    #expect(words[7].unknowns.map(\.kind) == [.specifier("i")])
  }

  @Test("a template's marks stay together and are unknown")
  func templates() {
    let words = commands(
      "[Service]\nExecStart=-{{ DIR }}/etcd --name={{ name }}-%i \"--x={{ a | b('c') }}\" $Y{{z}}\n"
    ).first?.words
    #expect(
      words?.map(\.text.string) == [
        "{{ DIR }}/etcd", "--name={{ name }}-%i", "--x={{ a | b('c') }}", "$Y{{z}}",
      ])
    #expect(
      words?.map { $0.unknowns.map(\.kind) } == [
        [.template], [.template, .specifier("i")], [.template], [.template],
      ])
    let shell = ShellWords.split(
      MappedText(file("etcd --name={{ a b }} --x='{{ c }}' {{ d }}"), 0..<43))
    #expect(shell.map(\.isKnown) == [true, false, false, false])
  }
}
