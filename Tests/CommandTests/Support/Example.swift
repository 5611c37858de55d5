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

  /// The paths of the input files below its folder, without the README and what is expected.
  func inputs() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url.path).filter { path in
      var isFolder: ObjCBool = false
      let place = url.appendingPathComponent(path).path
      return FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
        && !isFolder.boolValue && path != "README.md" && !path.hasPrefix("expected/")
    }.sorted()
  }
}
