internal import ClusterModel
internal import Syntax

/// Reads the command of one container.
struct ContainerReader {
  let container: DataNode
  private(set) var facts: FactReader
  /// Names that the container's environment sets when it starts.
  private let environment: Set<String>

  init(container: DataNode, facts: FactReader) {
    self.container = container
    self.facts = facts
    let variables = container["env"].flatMap { $0.kind == .sequence ? Array($0.items) : nil } ?? []
    environment = Set(variables.compactMap { $0.kind == .mapping ? $0["name"]?.text : nil })
  }

  /// The flags of the component that the container runs; `nil` where it runs none.
  mutating func read() -> FlagSet? {
    let words = readWords()
    if let script = Self.script(in: words) { return readScript(script) }
    guard let command = ComponentCommand.find(in: words) ?? commandOfImage(words) else {
      return nil
    }
    return withVariables(
      command.flagSet(style: .argumentList, format: .staticPod, facts: &facts))
  }

  /// The container's own variables are not read: what etcd takes from them is not known.
  private func withVariables(_ set: FlagSet) -> FlagSet {
    let isOpen =
      container["envFrom"].map { !$0.isNull } ?? false
      || environment.contains(where: EtcdEnvironment.isRead)
    return isOpen ? EtcdEnvironment.leavingOpen(set, "which the container sets") : set
  }

  /// The first component that a script runs. Where the script's text is not in the file as it is,
  /// its flags are read, and cannot be written.
  private mutating func readScript(_ word: CommandWord) -> FlagSet? {
    let script = ScriptText(word.text, span: word.span, file: facts.file)
    for words in ScriptWords.commands(of: script) {
      guard let command = ComponentCommand.find(in: words) else { continue }
      let set = command.flagSet(
        style: script.isAligned ? .commandLine : .derived, format: .staticPod, facts: &facts)
      return withVariables(
        word.text.contains("ETCD_")
          ? EtcdEnvironment.leavingOpen(set, "which the script sets") : set)
    }
    return nil
  }

  private mutating func readWords() -> [CommandWord] {
    var words: [CommandWord] = []
    for key in ["command", "args"] {
      for item in facts.items(container[key], key) ?? [] {
        if item.isTemplateExpression {
          let text = facts.file.text(item.span)
          words.append(CommandWord(text: text, span: item.span, entrySpan: item.span))
          continue
        }
        guard item.kind == .scalar, !item.isNull else {
          facts.report("\(key) must hold texts only", item.span)
          continue
        }
        words.append(
          CommandWord(
            text: item.text, span: item.valueSpan, entrySpan: item.span,
            unknown: variable(in: item.text)))
      }
    }
    return words
  }

  /// Why a text is not known before the pod starts: `$(POD_IP)`, where the environment has it.
  /// The kubelet leaves other names as they are, so that they are left to be filled in.
  private func variable(in text: String) -> String? {
    for name in environment where text.contains("$(\(name))") {
      return "`$(\(name))` is set when the pod starts"
    }
    return nil
  }

  /// The image's program, where the container gives it only flags.
  private func commandOfImage(_ words: [CommandWord]) -> ComponentCommand? {
    guard container["command"]?.isNull ?? true, words.first?.isFlag ?? false,
      let image = container["image"], image.kind == .scalar,
      let name = image.text.split(separator: "/").last?.split(whereSeparator: {
        $0 == ":" || $0 == "@"
      })
      .first, let component = Component(rawValue: String(name))
    else { return nil }
    return ComponentCommand(component: component, program: image.valueSpan, arguments: words)
  }

  /// The script of `sh -c script`, `bash -ec script`.
  private static func script(in words: [CommandWord]) -> CommandWord? {
    guard let shell = words.first, shells.contains(String(shell.baseName)) else { return nil }
    var takesName = false
    for (index, word) in words.enumerated().dropFirst() {
      guard word.isFlag else {
        // `-euo pipefail`: an option's name.
        guard takesName else { return nil }
        takesName = false
        continue
      }
      takesName = !word.text.hasPrefix("--") && word.text.hasSuffix("o")
      if !word.text.hasPrefix("--"), word.text.hasSuffix("c") {
        return words.dropFirst(index + 1).first
      }
    }
    return nil
  }

  private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "busybox"]
}
