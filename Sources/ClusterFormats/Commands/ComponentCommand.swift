internal import ClusterModel
internal import Syntax

/// The command that runs a component: its program and what the program is given.
struct ComponentCommand {
  let component: Component
  /// The word that names the program, or the nearest place where only an image tells.
  let program: Span
  let arguments: [CommandWord]

  /// The first component that a command line runs, whatever runs the component: `exec`, `nice`,
  /// `hyperkube`, a wrapper that is given the program after its own flags.
  static func find(in words: [CommandWord]) -> ComponentCommand? {
    for (index, word) in words.enumerated() {
      guard word.unknown == nil, !word.isFlag, !word.text.contains("=") else { continue }
      let rest = Array(words[(index + 1)...])
      if let component = Component(rawValue: String(word.baseName)) {
        return ComponentCommand(component: component, program: word.span, arguments: rest)
      }
      if word.baseName == "hyperkube", let command = hyperkube(rest) { return command }
    }
    return nil
  }

  /// hyperkube runs the component that its first word names, with or without `kube-`.
  private static func hyperkube(_ words: [CommandWord]) -> ComponentCommand? {
    guard let word = words.first else { return nil }
    let name = word.text.hasPrefix("kube-") ? word.text : "kube-\(word.text)"
    guard let component = Component(rawValue: name) else { return nil }
    return ComponentCommand(
      component: component, program: word.span, arguments: Array(words.dropFirst()))
  }

  /// The command's flags. A word that is not known may hold further flags.
  func flagSet(
    style: FlagSet.Style, format: FormatName, facts: inout FactReader
  ) -> FlagSet {
    var reader = ArgumentReader(facts: facts)
    reader.read(arguments[...])
    facts = reader.facts
    return FlagSet(
      component: component, machines: .all, flags: reader.flags,
      absence: reader.incompleteness.map { .isUnknown($0) } ?? .isDefault, style: style,
      anchor: program, format: format)
  }
}
