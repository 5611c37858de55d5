internal import ClusterModel
internal import Syntax

/// The command that runs a component: its program and what the program is given.
struct ComponentCommand {
  let component: Component
  /// The word that names the program, or the nearest place where only an image tells.
  let program: Span
  let arguments: [CommandWord]

  /// The component that a command line runs: its program is the first word, or stands behind
  /// assignments and programs that run another, such as `exec`, `nice` or `hyperkube`. `etcd` as
  /// the end of a path that some other program is given is no component.
  static func find(in words: [CommandWord]) -> ComponentCommand? {
    var mayFollow = true
    for (index, word) in words.enumerated() {
      if word.text == "--" {
        mayFollow = true
        continue
      }
      guard mayFollow else { continue }
      // The folder of a program may be a variable; its name is not.
      if word.isFlag || word.text.contains("=") { continue }
      let rest = Array(words[(index + 1)...])
      let name = String(word.baseName)
      if let component = component(of: name), isProgram(word.text, index) {
        return ComponentCommand(component: component, program: word.span, arguments: rest)
      }
      if name == "hyperkube", let command = hyperkube(rest) { return command }
      mayFollow = runners.contains(name) || (index > 0 && name.allSatisfy(\.isNumber))
    }
    return nil
  }

  /// CoreOS ran etcd by a wrapper, and its second version under another name.
  private static func component(of name: String) -> Component? {
    name == "etcd-wrapper" || name == "etcd2" ? .etcd : Component(rawValue: name)
  }

  /// Programs and words of a shell that run the command which follows them and their own flags.
  private static let runners: Set<String> = [
    "chrt", "command", "dumb-init", "env", "exec", "hyperkube", "ionice", "nice", "nohup",
    "numactl", "setsid", "start", "sudo", "taskset", "then", "do", "else", "time", "timeout",
    "tini", "watch-termination", "catatonit",
  ]

  /// A path to data, such as `/var/lib/etcd`, may follow a runner's flag.
  private static func isProgram(_ text: String, _ index: Int) -> Bool {
    index == 0 || !text.hasPrefix("/var/")
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
