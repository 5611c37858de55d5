internal import ClusterModel
internal import Syntax

/// The files of variables beside an inventory: `group_vars/NAME`, `.yml`, `.yaml` or `.json`, or a
/// folder of such files (parsing/dataloader.py, `find_vars_files`).
final class VariableFiles {
  /// The endings of a file of variables, in the order in which Ansible looks for them.
  private static let endings = ["", ".yml", ".yaml", ".json"]
  /// Folders within `group_vars/NAME`.
  private static let deepest = 8

  private let input: FormatInput
  private let folder: String
  private var known: [String: [DataNode]] = [:]
  private var hasFolder: [String: Bool] = [:]
  private(set) var problems: [InputProblem] = []
  private(set) var gaps: [Gap] = []
  /// Whether any file of variables was found.
  private(set) var isEmpty = true

  init(_ input: FormatInput) {
    self.input = input
    folder = input.file.path.lastIndex(of: "/").map { String(input.file.path[...$0]) } ?? ""
  }

  /// The documents that hold the variables of a group or host, the later over the earlier.
  func variables(in kind: String, of name: String) -> [DataNode] {
    guard exists(kind), !name.contains("/") else { return [] }
    let base = "\(folder)\(kind)/\(name)"
    if let nodes = known[base] { return nodes }
    let nodes = files(base).compactMap(read)
    known[base] = nodes
    return nodes
  }

  private func exists(_ kind: String) -> Bool {
    if let answer = hasFolder[kind] { return answer }
    let entries = input.companionNames(inFolder: "\(folder)\(kind)")
    let answer = !entries.files.isEmpty || !entries.folders.isEmpty
    hasFolder[kind] = answer
    return answer
  }

  /// The first ending that there is counts, a folder before a file.
  private func files(_ base: String) -> [SourceFile] {
    for ending in Self.endings {
      let path = base + ending
      let inside = filesBelow(path, depth: 0)
      if !inside.isEmpty { return inside }
      if let file = input.companion(path) { return [file] }
    }
    return []
  }

  private func filesBelow(_ path: String, depth: Int) -> [SourceFile] {
    guard depth < Self.deepest else { return [] }
    let names = input.companionNames(inFolder: path)
    let entries = names.files.map { ($0, false) } + names.folders.map { ($0, true) }
    return entries.sorted { ByteSearch.isOrdered($0.0, $1.0) }.flatMap { name, isFolder in
      guard !name.hasPrefix("."), !name.hasSuffix("~") else { return [SourceFile]() }
      if isFolder {
        return name.contains(".") ? [] : filesBelow("\(path)/\(name)", depth: depth + 1)
      }
      let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
      guard Self.endings.contains(ending) else { return [] }
      return input.companion("\(path)/\(name)").map { [$0] } ?? []
    }
  }

  private func read(_ file: SourceFile) -> DataNode? {
    isEmpty = false
    if file.bytes.starts(with: "$ANSIBLE_VAULT".utf8) {
      gaps.append(
        Gap(
          about: "cluster", fact: "variables", message: "\(file.path) is encrypted",
          span: Span(file.id, 0, 14)))
      return nil
    }
    let parsed = FormatInput(file).documents
    problems += parsed.problems
    return parsed.documents.first.map(\.root).flatMap { $0.kind == .mapping ? $0 : nil }
  }
}
