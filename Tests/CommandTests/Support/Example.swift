import Foundation

/// A folder below `examples/`: a README, inputs, and what haplan says about them.
struct Example: CustomStringConvertible {
  enum Kind: String, CaseIterable { case good, bad, stock }

  let kind: Kind
  let name: String

  var path: String { "examples/\(kind.rawValue)/\(name)" }
  var description: String { path }
  var url: URL { Haplan.root.appendingPathComponent(path) }

  /// Every example, sorted.
  static let all: [Example] = Kind.allCases.flatMap { kind in
    let folder = Haplan.root.appendingPathComponent("examples/\(kind.rawValue)").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { Example(kind: kind, name: $0) }
  }

  /// The input files, without the README, what is expected, and what is read with another input.
  func inputs() throws -> [String] {
    let paths = FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String] ?? []
    return paths.filter { path in
      var isFolder: ObjCBool = false
      let full = url.appendingPathComponent(path).path
      let isThere = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      let parts = path.split(separator: "/")
      return isThere && !isFolder.boolValue && path != "README.md" && parts.first != "expected"
        && !parts.contains("group_vars") && !parts.contains("host_vars")
    }.sorted()
  }
}
