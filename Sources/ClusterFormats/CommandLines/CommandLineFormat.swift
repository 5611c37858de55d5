package import ClusterModel
internal import Syntax

/// Command lines of components in shell scripts and pages, and the units that scripts write.
package enum CommandLineFormat: Format {
  package static let name = FormatName.commandLine
  package static let material = Material.others

  package static func claim(_ input: FormatInput) -> Claim {
    if !input.looksLikeScript {
      guard !input.outline.hasObjects, !input.looksLikeJSON, !hasDataEnding(input.file),
        !SystemdUnitFormat.hasSection(input.file)
      else { return .none }
    }
    return ComponentNames.appear(in: input) ? .possible : .none
  }

  /// Files that are data by their ending hold no command lines of their own.
  private static func hasDataEnding(_ file: SourceFile) -> Bool {
    let ending = file.name.lowercased().split(separator: ".").dropFirst().last.map(String.init)
    return ["yaml", "yml", "json", "service", "conf", "ini", "cfg", "tf", "go", "py", "swift", "c"]
      .contains(ending ?? "")
  }

  package static func read(_ input: FormatInput) -> ReadResult {
    var result = ReadResult()
    var reader = ScriptReader(file: input.file)
    let text = MappedText(input.file, input.file.byteOrderMarkLength..<input.file.bytes.count)
    let isPage = input.contains("```") || input.contains("~~~")
    if isPage, !input.file.bytes.starts(with: "#!".utf8) {
      for fence in MarkdownFences.find(text) { reader.readBlock(fence.content) }
    } else {
      reader.readScript(text, isPage: !input.file.bytes.starts(with: "#!".utf8))
    }
    result.parts = reader.parts
    result.isRecognised = !result.parts.isEmpty
    return result
  }
}

/// Reads the command lines and units of one script or page.
struct ScriptReader {
  let file: SourceFile
  private(set) var parts: [ClusterPart] = []
  private var units: UnitPartReader

  init(file: SourceFile) {
    self.file = file
    units = UnitPartReader(file: file, companions: .none(file))
  }

  /// A code block of a page: a unit as a file shows it, else commands as a shell gets them.
  mutating func readBlock(_ text: MappedText) {
    guard let start = unitStart(text), !text.bytes[..<start].contains(UInt8(ascii: "<")) else {
      return readScript(text, isPage: true)
    }
    parts += units.read(text.slice(start..<text.count))
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

  mutating func readScript(_ text: MappedText, isPage: Bool) {
    let script = ShellScript(text, isDocument: isPage)
    for command in script.commands {
      if let part = part(of: command, isPage: isPage) { parts.append(part) }
    }
    for heredoc in script.heredocs where unitStart(heredoc.body.text) != nil {
      parts += units.read(heredoc.body.text)
    }
  }

  private func part(of command: ShellCommand, isPage: Bool) -> ClusterPart? {
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
    let layers = CommandLayers(set, companions: .none(file), facts: &facts)
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
