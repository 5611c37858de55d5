package import ClusterModel
package import Rules
internal import Syntax

/// What a `.haplan.yaml` says, for the inputs below its folder.
package final class Configuration: Sendable {
  /// Rules or categories that are not judged for some files.
  package struct FileIgnores: Sendable {
    /// As it is written, a pattern of .gitignore.
    package let pattern: String
    let patterns: IgnorePatterns
    package let names: Set<String>
  }

  /// As messages name it.
  package let path: String
  /// What its patterns are below: absolute, without a `/` at the end.
  package let folder: String
  /// Rules or categories; empty means all.
  package let selected: Set<String>
  package let ignored: Set<String>
  /// By rule or category.
  package let severities: [String: Severity]
  package let fileIgnores: [FileIgnores]
  /// Patterns of what a walk leaves out, as they are written.
  package let excluded: [String]
  private let exclusions: IgnorePatterns
  /// For clusters whose documents ask for none.
  package let profile: Profile?

  init(
    path: String, folder: String, selected: Set<String> = [], ignored: Set<String> = [],
    severities: [String: Severity] = [:], fileIgnores: [FileIgnores] = [],
    excluded: [String] = [], profile: Profile? = nil
  ) {
    self.path = path
    self.folder = folder
    self.selected = selected
    self.ignored = ignored
    self.severities = severities
    self.fileIgnores = fileIgnores
    self.excluded = excluded
    exclusions = IgnorePatterns(text: Array(excluded.joined(separator: "\n").utf8))
    self.profile = profile
  }

  /// Whether a walk leaves out a file or a folder, by its absolute path.
  func excludes(_ path: String, isFolder: Bool) -> Bool {
    guard !excluded.isEmpty, let below = below(path) else { return false }
    return exclusions.verdict(path: below, isFolder: isFolder) ?? false
  }

  /// Rules and categories that are not judged for a file, by its absolute path.
  func ignored(for path: String) -> Set<String> {
    guard !fileIgnores.isEmpty, let below = below(path) else { return ignored }
    return fileIgnores.reduce(ignored) { names, entry in
      // A pattern that names a folder holds for all that is in it.
      Self.matches(entry.patterns, below) ? names.union(entry.names) : names
    }
  }

  private static func matches(_ patterns: IgnorePatterns, _ path: String) -> Bool {
    if patterns.verdict(path: path, isFolder: false) == true { return true }
    var folder = PathName.folder(of: path)
    while let name = folder, !name.isEmpty, name != "/" {
      if patterns.verdict(path: name, isFolder: true) == true { return true }
      folder = PathName.folder(of: name)
    }
    return false
  }

  private func below(_ path: String) -> String? {
    path.hasPrefix("\(folder)/") ? String(path.dropFirst(folder.count + 1)) : nil
  }
}
