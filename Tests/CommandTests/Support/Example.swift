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

  /// The input files, without the README and what is expected.
  func inputs() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path)
      .filter { $0 != "README.md" && $0 != "expected" }.sorted()
  }
}
