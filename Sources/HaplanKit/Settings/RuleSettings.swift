internal import ClusterModel
internal import Rules
internal import Syntax

/// What is judged how, for each file: the command line first, then the file's configuration.
struct RuleSettings: Sendable {
  private let options: Options
  private let configurations: [FileID: Configuration]
  /// Absolute paths of the files that have a configuration.
  private let paths: [FileID: String]

  init(_ options: Options, _ reading: Reading) {
    self.options = options
    configurations = reading.configurations
    var finder = ConfigurationFinder(.none)
    var paths: [FileID: String] = [:]
    for id in configurations.keys {
      paths[id] = reading.file(id).map { finder.absolute($0.path) }
    }
    self.paths = paths
  }

  /// Whether every file is judged alike.
  var isUniform: Bool { configurations.isEmpty }

  /// Whether every rule is judged for every file.
  var wantsAll: Bool { isUniform && options.selected.isEmpty && options.ignored.isEmpty }

  /// Whether a rule is judged at all where no configuration speaks.
  func isWanted(_ about: RuleAbout) -> Bool { isWanted(about, selected: [], ignored: []) }

  /// Whether a rule is judged for a file.
  func isWanted(_ about: RuleAbout, in file: FileID) -> Bool {
    guard let configuration = configurations[file] else { return isWanted(about) }
    return isWanted(
      about, selected: configuration.selected,
      ignored: configuration.ignored(for: paths[file] ?? ""))
  }

  private func isWanted(
    _ about: RuleAbout, selected: Set<String>, ignored: Set<String>
  ) -> Bool {
    let names: Set<String> = [about.name, about.category.rawValue]
    guard options.ignored.isDisjoint(with: names), ignored.isDisjoint(with: names) else {
      return false
    }
    let selected = options.selected.isEmpty ? selected : options.selected
    return selected.isEmpty || !selected.isDisjoint(with: names)
  }

  /// The severity that somebody asks for; `nil` where nobody does.
  func severity(of about: RuleAbout, in file: FileID) -> Severity? {
    let asked = options.severities
    if let severity = asked[about.name] ?? asked[about.category.rawValue] { return severity }
    let configured = configurations[file]?.severities ?? [:]
    return configured[about.name] ?? configured[about.category.rawValue]
  }

  /// The profile of a cluster: the command line's, its own, the configuration's, the automatic one.
  func profile(of cluster: Cluster) -> Profile {
    if let profile = options.profile { return profile }
    let configured = cluster.files.lazy.compactMap { configurations[$0]?.profile }.first
    guard cluster.declaredProfile == nil, let configured else {
      return ProfileChoice.profile(of: cluster)
    }
    return configured
  }
}

extension RuleSettings {
  /// For the judge; `nil` where every file is judged alike.
  var forJudge: Judge.Settings? {
    isUniform
      ? nil
      : Judge.Settings(
        isWanted: { isWanted($0, in: $1) }, severity: { severity(of: $0, in: $1) })
  }
}
