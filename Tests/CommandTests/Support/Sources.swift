import Foundation

/// The program's own source files.
enum Sources {
  struct File: Sendable {
    /// Below `Sources`, with `/`.
    let path: String
    let lines: [Substring]

    /// The target: the first folder.
    var target: String { path.split(separator: "/").first.map(String.init) ?? "" }

    /// The modules imported, whatever their access level and conditions.
    var imports: [String] {
      lines.compactMap { line in
        guard line.contains("import ") else { return nil }
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count else {
          return nil
        }
        let before = words[..<index].allSatisfy { Self.access.contains($0) || $0.hasPrefix("@") }
        return before ? String(words[index + 1]) : nil
      }
    }

    private static let access: Set<Substring> = ["package", "internal", "private", "fileprivate"]
  }

  static let all: [File] = {
    let top = Haplan.root.appendingPathComponent("Sources")
    let names = FileManager.default.enumerator(atPath: top.path)?.allObjects as? [String] ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let text = (try? String(contentsOf: top.appendingPathComponent(name), encoding: .utf8)) ?? ""
      return File(path: name, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }()
}
