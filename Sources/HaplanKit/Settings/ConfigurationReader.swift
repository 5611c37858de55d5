internal import ClusterFormats
internal import ClusterModel
internal import Rules
internal import Syntax

/// Reads a `.haplan.yaml`; what is wrong with it is located.
struct ConfigurationReader {
  private let file: SourceFile
  private let folder: String
  private(set) var problems: [InputProblem] = []

  /// The configuration, or what is wrong with it. `folder` is what its patterns are below.
  static func read(
    _ file: SourceFile, folder: String
  ) -> (configuration: Configuration?, problems: [InputProblem]) {
    var reader = ConfigurationReader(file: file, folder: folder)
    let configuration = reader.read()
    return (reader.problems.isEmpty ? configuration : nil, reader.problems)
  }

  private init(file: SourceFile, folder: String) {
    self.file = file
    self.folder = folder
  }

  private mutating func read() -> Configuration {
    let parsed = YAMLParser.parse(file)
    problems = parsed.problems
    guard let root = parsed.documents.first?.root, !root.isNull, problems.isEmpty else {
      return Configuration(path: file.path, folder: folder)
    }
    if parsed.documents.count > 1 {
      problems.append(InputProblem("there is one document too many", parsed.documents[1].span))
    }
    problems += ShapeCheck.problems(of: root, shape: ConfigurationShape.document, name: "")
    guard problems.isEmpty else { return Configuration(path: file.path, folder: folder) }
    var severities: [String: Severity] = [:]
    for (key, value) in root.children("severity") {
      expectKnown(key)
      severities[key.text] = Severity(rawValue: value.text)
    }
    let fileIgnores = root.children("per-file-ignores").map { key, value in
      Configuration.FileIgnores(
        pattern: key.text, patterns: IgnorePatterns(text: Array(key.text.utf8)),
        names: names(value))
    }
    return Configuration(
      path: file.path, folder: folder, selected: names(root["select"]),
      ignored: names(root["ignore"]), severities: severities, fileIgnores: fileIgnores,
      excluded: root["exclude"].map { $0.items.map(\.text) } ?? [],
      profile: root["profile"].flatMap { Profile(rawValue: $0.text) })
  }

  private mutating func names(_ list: DataNode?) -> Set<String> {
    guard let list else { return [] }
    for item in list.items { expectKnown(item) }
    return Set(list.items.map(\.text))
  }

  private mutating func expectKnown(_ name: DataNode) {
    guard !Catalogue.names.contains(name.text) else { return }
    let guess = Catalogue.nearest(to: name.text).map { "; did you mean `\($0)`?" } ?? ""
    problems.append(InputProblem("there is no rule or category `\(name.text)`\(guess)", name.span))
  }
}

extension DataNode {
  /// The entries of the mapping under a key; none where there is no such key.
  fileprivate func children(_ key: String) -> [(key: DataNode, value: DataNode)] {
    self[key].map { node in node.entries.map { ($0.key, $0.value) } } ?? []
  }
}
