internal import ClusterModel
internal import Reporting
internal import Rules

/// A configuration for people, as a `.haplan.yaml` that would say the same.
package enum ConfigurationText {
  /// What holds for an input, or what is wrong with it.
  package static func text(
    for path: String, _ choice: ConfigurationChoice
  ) -> (text: String, faults: [ConfigurationFinder.Fault]) {
    var finder = ConfigurationFinder(choice)
    let isFolder = System.kind(of: path) == .folder
    let folder = isFolder ? path : PathName.folder(of: path) ?? "."
    let configuration = finder.configuration(inFolder: folder)
    guard finder.faults.isEmpty else { return ("", finder.faults) }
    guard let configuration else {
      return ("# no configuration: every rule as the catalogue has it\n", [])
    }
    let ignored =
      isFolder ? configuration.ignored : configuration.ignored(for: finder.absolute(path))
    var lines = ["# from \(Visible.path(configuration.path))"]
    lines += list("select", configuration.selected.sorted())
    lines += list("ignore", ignored.sorted())
    if !configuration.severities.isEmpty {
      lines.append("severity:")
      lines += configuration.severities.sorted { $0.key < $1.key }
        .map { "  \($0.key): \($0.value.rawValue)" }
    }
    if isFolder, !configuration.fileIgnores.isEmpty {
      lines.append("per-file-ignores:")
      lines += configuration.fileIgnores.map { entry in
        "  \(quoted(entry.pattern)): [\(entry.names.sorted().joined(separator: ", "))]"
      }
    }
    lines += list("exclude", configuration.excluded.map(quoted))
    if let profile = configuration.profile { lines.append("profile: \(profile.rawValue)") }
    return (lines.joined(separator: "\n") + "\n", [])
  }

  private static func list(_ key: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["\(key): [\(items.joined(separator: ", "))]"]
  }

  private static func quoted(_ text: String) -> String {
    "'"
      + Visible.text(text).split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''") + "'"
  }
}
