internal import ClusterModel
internal import Syntax

/// Reads the command lines, units and documents of one script or page.
struct ScriptReader {
  let file: SourceFile
  private(set) var parts: [ClusterPart] = []
  private var documents: EmbeddedFiles
  /// Whether it may set variables that etcd reads.
  private let mentionsVariables: Bool

  init(file: SourceFile) {
    self.file = file
    mentionsVariables = ByteSearch.contains("ETCD_", in: file.bytes)
    documents = EmbeddedFiles(of: file)
  }

  /// A code block of a page: a unit or a document as a file shows it, else commands as a shell gets
  /// them.
  mutating func readBlock(_ text: MappedText) {
    if let start = unitStart(text), !text.bytes[..<start].contains(UInt8(ascii: "<")) {
      var units = UnitPartReader(file: file, companions: .none(file))
      parts += units.read(text.slice(start..<text.count))
      return
    }
    let found = documents.parts(at: text.span, text)
    if found.isEmpty { readScript(text, isPage: true) } else { parts += found }
  }

  mutating func readScript(_ text: MappedText, isPage: Bool) {
    let script = ShellScript(text, isDocument: isPage)
    let files = ScriptFiles(script, in: file)
    let companions = UnitCompanions(input: FormatInput(file, companions: files))
    for command in script.commands {
      if let part = part(of: command, companions) { parts.append(part) }
    }
    var units = UnitPartReader(file: file, companions: companions)
    for heredoc in script.heredocs where unitStart(heredoc.body.text) != nil {
      parts += units.read(heredoc.body.text)
    }
    let read = files.read
    for heredoc in script.heredocs where !read.contains(heredoc.bodySpan) {
      parts += documents.parts(at: heredoc.bodySpan, heredoc.body.text)
    }
  }

  /// Where the first section of a unit begins: a line `[Unit]` or `[Service]`.
  private func unitStart(_ text: MappedText) -> Int? {
    var start = 0
    while start < text.count {
      let end = text.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let bytes = text.bytes[start..<end].drop { $0 == 0x20 || $0 == 0x09 }
      if bytes.starts(with: "[Unit]".utf8) || bytes.starts(with: "[Service]".utf8) { return start }
      start = end + 1
    }
    return nil
  }

  private func part(
    of command: ShellCommand, _ companions: UnitCompanions
  ) -> ClusterPart? {
    let words = command.words.map(CommandWord.init)
    guard let found = ComponentCommand.find(in: Self.started(words)),
      found.arguments.contains(where: { $0.isFlag && !Self.asksOnly($0.text) }),
      !found.arguments.allSatisfy({ $0.isFlag && Self.asksOnly($0.text) })
    else { return nil }
    var facts = FactReader(file: file, isRunnable: false)
    var set = found.flagSet(style: .commandLine, format: .commandLine, facts: &facts)
    if found.arguments.contains(where: Self.isEllipsis) {
      set = set.withAbsence(.isUnknown("further options are left out"))
    }
    if mentionsVariables { set = EtcdEnvironment.leavingOpen(set, "which the script may set") }
    let layers = CommandLayers(set, companions: companions, facts: &facts)
    var part = ComponentFacts.part(of: layers, file: file)
    part.marks = facts.takeMarks()
    return part
  }

  /// The words from the program on that the shell starts: wrappers and their like before it. A name
  /// further behind is an argument of something else (`systemctl restart kube-apiserver`), unless a
  /// container runtime runs it.
  private static func started(_ words: [CommandWord]) -> [CommandWord] {
    var rest = words[...]
    while let word = rest.first {
      if wrappers.contains(String(word.baseName)) || word.text.contains("=") || word.isFlag {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard let first = rest.first else { return [] }
    let name = String(first.baseName)
    let isProgram = Component(rawValue: name) != nil || name == "hyperkube"
    return isProgram || runtimes.contains(name) ? Array(rest) : []
  }

  private static let wrappers: Set<String> = [
    "sudo", "exec", "nohup", "env", "command", "time", "nice", "setsid", "then", "do", "else",
  ]
  private static let runtimes: Set<String> = ["docker", "podman", "nerdctl", "ctr", "rkt"]

  /// Flags that make a program answer a question and end.
  private static func asksOnly(_ text: String) -> Bool {
    ["--version", "--help", "-h", "-v"].contains(text)
  }

  /// `[other options]`, `...`, `…`: the page leaves flags out.
  private static func isEllipsis(_ word: CommandWord) -> Bool {
    word.text.hasPrefix("[") || word.text == "..." || word.text == "…"
  }
}
