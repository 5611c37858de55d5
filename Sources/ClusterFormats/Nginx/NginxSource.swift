internal import Syntax

/// A configuration with the files that it includes, where they stand beside it.
struct NginxSource {
  /// Files that one configuration may include; nginx itself sets no limit.
  private static let mostIncludes = 64

  private(set) var directives: [BlockConfig.Directive] = []
  private(set) var problems: [InputProblem] = []
  /// The files that were read with it.
  private(set) var includedFiles: [FileID] = []
  private let input: FormatInput
  private var includesLeft = NginxSource.mostIncludes

  init(_ input: FormatInput) {
    self.input = input
    let config = BlockConfig(input.file, .nginx)
    problems = config.problems
    directives = expanded(config.directives, depth: 0)
  }

  /// The pools of its `stream` and `http` blocks; a file that has neither is a piece of one.
  var pools: [NginxPool] {
    let blocks = directives.filter { $0.name == "stream" || $0.name == "http" }
    guard blocks.isEmpty else {
      return blocks.flatMap { block in
        NginxPools(block.children ?? [], isHTTP: block.name == "http").all
      }
    }
    let isHTTP = directives.contains { $0.name == "server" && !$0.all("location").isEmpty }
    return NginxPools(directives, isHTTP: isHTTP).all
  }

  /// The directives with those of included files in the place of each `include` that can be read.
  private mutating func expanded(
    _ directives: [BlockConfig.Directive], depth: Int
  ) -> [BlockConfig.Directive] {
    guard depth < ConfigLimits.depth else { return directives }
    var result: [BlockConfig.Directive] = []
    for directive in directives {
      if directive.name == "include", let pattern = directive.argument?.text {
        let files = files(of: pattern)
        if files.isEmpty { result.append(directive) }
        for file in files where includesLeft > 0 {
          includesLeft -= 1
          includedFiles.append(file.id)
          result += expanded(BlockConfig(file, .nginx).directives, depth: depth + 1)
        }
      } else if let children = directive.children {
        result.append(
          BlockConfig.Directive(
            words: directive.words, children: expanded(children, depth: depth + 1),
            span: directive.span))
      } else {
        result.append(directive)
      }
    }
    return result
  }

  /// The files of a pattern, by its last one or two components below the folder of the input.
  private func files(of pattern: String) -> [SourceFile] {
    let folder = folder(of: input.file.path)
    let parts = pattern.split(separator: "/").map(String.init)
    for count in [2, 1] where parts.count >= count {
      let path = folder + parts.suffix(count).joined(separator: "/")
      if let star = path.firstIndex(of: "*") {
        let place = String(path[..<star])
        guard place.hasSuffix("/") || place.isEmpty else { continue }
        let found = input.companionsInFolder(
          place.isEmpty ? "." : String(place.dropLast()), String(path[path.index(after: star)...]))
        let others = found.filter { $0.path != input.file.path && !Self.isForeign($0, pattern) }
        if !others.isEmpty { return others }
      } else if let file = input.companion(path), file.path != input.file.path {
        return [file]
      }
    }
    return []
  }

  /// Folders of modules hold nothing but `load_module`, and what only lies beside the configuration in
  /// a flat copy of a machine's files may be another program's.
  private static func isForeign(_ file: SourceFile, _ pattern: String) -> Bool {
    pattern.split(separator: "/").dropLast().last?.hasPrefix("modules") == true
      || KeepalivedFormat.claim(FormatInput(file)) != .none
  }

  /// With its slash; empty for a file without one.
  private func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
