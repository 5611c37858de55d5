internal import Syntax

/// Finds and reads the files that the paths of a command line mean.
package struct InputGatherer {
  /// The name of standard input where no other is given.
  package static let standardInputName = "stdin"
  /// Folders deeper than this are not entered.
  static let deepestFolder = 64
  /// Folders whose contents never describe a cluster.
  private static let skippedFolders: Set<String> = [".git", ".build", "node_modules"]

  private var list = InputList()
  private var found: [(path: String, origin: InputList.Origin, bytes: [UInt8])] = []
  private var seen: Set<String> = []
  private var finder: ConfigurationFinder

  private init(_ configuration: ConfigurationChoice) {
    finder = ConfigurationFinder(configuration)
  }

  /// Reads `paths`: files, folders (walked), or `-`. Sorted by path, each once, so that the order
  /// of the arguments changes nothing.
  package static func gather(
    _ paths: [String], standardInputName: String? = nil,
    configuration: ConfigurationChoice = .nearest
  ) -> InputList {
    var gatherer = InputGatherer(configuration)
    for path in paths.isEmpty ? ["."] : paths {
      gatherer.add(path, standardInputName: standardInputName ?? Self.standardInputName)
    }
    return gatherer.finish()
  }

  private mutating func add(_ path: String, standardInputName: String) {
    if path == "-" {
      do throws(System.Failure) {
        let bytes = try System.readStandardInput(limit: SyntaxLimits.fileBytes)
        take(standardInputName, .named, bytes)
      } catch {
        list.unreadable.append((standardInputName, error.message))
      }
    } else if System.kind(of: path) == .folder {
      let folder = Self.trimmed(path)
      walk(folder, root: folder, depth: 0, ignores: ignoresAbove(folder))
    } else {
      read(path, .named)
    }
  }

  private mutating func read(_ path: String, _ origin: InputList.Origin) {
    guard !seen.contains(path) else { return }
    do throws(System.Failure) {
      take(path, origin, try System.read(path, limit: SyntaxLimits.fileBytes))
    } catch {
      seen.insert(path)
      list.unreadable.append((path, error.message))
    }
  }

  private mutating func take(_ path: String, _ origin: InputList.Origin, _ bytes: [UInt8]) {
    guard seen.insert(path).inserted else { return }
    found.append((path, origin, bytes))
  }

  private mutating func finish() -> InputList {
    let isInOrder = found.indices.dropFirst().allSatisfy {
      Self.isBefore(found[$0 - 1].path, found[$0].path)
    }
    if !isInOrder { found.sort { Self.isBefore($0.path, $1.path) } }
    for (index, item) in found.enumerated() {
      let file = SourceFile(id: FileID(UInt32(index)), path: item.path, bytes: item.bytes)
      let configuration = finder.configuration(
        inFolder: PathName.folder(of: item.path) ?? ".")
      list.inputs.append(
        .init(file: file, origin: item.origin, configuration: configuration))
    }
    list.faults = finder.faults
    list.unreadable.sort { Self.isBefore($0.path, $1.path) }
    return list
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    ByteSearch.isOrdered(left, right)
  }

  /// A folder as the paths in it name it.
  static func trimmed(_ path: String) -> String {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    while path.hasPrefix("./"), path.count > 2 { path = path.dropFirst(2) }
    return String(path)
  }

  // MARK: Folders

  private struct Ignores {
    let folder: String
    let patterns: IgnorePatterns
  }

  private mutating func walk(_ folder: String, root: String, depth: Int, ignores: [Ignores]) {
    guard depth < Self.deepestFolder else {
      list.leftOut.append((folder, "is more than \(Self.deepestFolder) folders deep"))
      return
    }
    let entries: [System.Entry]
    do throws(System.Failure) {
      entries = try System.list(folder)
    } catch {
      list.unreadable.append((folder, error.message))
      return
    }
    var ignores = ignores
    if entries.contains(where: { $0.name == ".gitignore" }),
      let own = readIgnores(in: folder)
    {
      ignores.append(own)
    }
    let configuration = finder.configuration(inFolder: folder)
    let prefix = folder == "." ? "" : folder == "/" ? "/" : folder + "/"
    for entry in entries {
      let name = entry.name
      let path = prefix + name
      if let configuration,
        configuration.excludes(finder.absolute(path), isFolder: entry.kind == .folder)
      {
        continue
      }
      switch entry.kind ?? System.kindWithoutFollowing(path) {
      case .folder:
        guard !Self.skippedFolders.contains(name), !isIgnored(path, true, ignores) else { continue }
        walk(path, root: root, depth: depth + 1, ignores: ignores)
      case .file: visit(path, name, root: root, ignores)
      case .link where System.kind(of: path) == .file: visit(path, name, root: root, ignores)
      default: continue
      }
    }
  }

  private mutating func visit(_ path: String, _ name: String, root: String, _ ignores: [Ignores]) {
    guard name != ".haplan.yaml", name != ".gitignore", !isIgnored(path, false, ignores) else {
      return
    }
    guard !seen.contains(path) else { return }
    do throws(System.Failure) {
      let bytes = try System.read(path, limit: SyntaxLimits.fileBytes)
      if let zero = ByteSearch.firstIndex(of: 0, in: bytes), zero < 4096 { return }
      take(path, .walked(folder: root), bytes)
    } catch {
      list.leftOut.append((path, error.message))
    }
  }

  private func readIgnores(in folder: String) -> Ignores? {
    let path = folder == "." ? ".gitignore" : "\(folder)/.gitignore"
    guard let text = try? System.read(path, limit: 1 << 20) else { return nil }
    let patterns = IgnorePatterns(text: text)
    return patterns.isEmpty ? nil : Ignores(folder: folder, patterns: patterns)
  }

  /// .gitignore files of the folders above, up to the repository's top, where the path is relative.
  private func ignoresAbove(_ folder: String) -> [Ignores] {
    guard !folder.hasPrefix("/"), folder != ".", !folder.hasPrefix("..") else { return [] }
    var above: [Ignores] = []
    var prefix = ""
    for segment in ["."] + folder.split(separator: "/").dropLast().map(String.init) {
      prefix = segment == "." ? "." : prefix == "." ? segment : "\(prefix)/\(segment)"
      if let own = readIgnores(in: prefix) { above.append(own) }
    }
    return above
  }

  private func isIgnored(_ path: String, _ isFolder: Bool, _ ignores: [Ignores]) -> Bool {
    for ignore in ignores.reversed() {
      let relative =
        ignore.folder == "." ? path : String(path.dropFirst(ignore.folder.count + 1))
      if let verdict = ignore.patterns.verdict(path: relative, isFolder: isFolder) {
        return verdict
      }
    }
    return false
  }
}
