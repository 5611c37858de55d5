import Testing

/// What the sources promise about themselves.
@Suite struct ArchitectureTests {
  /// Which module may import which: the arrows of the architecture, which only point down.
  static let arrows: [String: Set<String>] = [
    "Syntax": ["CLibYAML"],
    "ClusterModel": ["Syntax"],
    "ClusterFormats": ["ClusterModel", "Syntax"],
    "Reliability": [],
    "FaultTolerance": ["Reliability", "ClusterModel", "Syntax"],
    "Planning": ["FaultTolerance", "ClusterModel", "Syntax"],
    "Rules": ["FaultTolerance", "ClusterModel", "Syntax"],
    "Reporting": ["Rules", "Planning", "FaultTolerance", "ClusterModel", "Syntax"],
    "HaplanKit": [
      "Reporting", "Planning", "Rules", "FaultTolerance", "ClusterFormats", "ClusterModel",
      "Syntax",
    ],
    "haplan": [
      "HaplanKit", "Reporting", "Planning", "Rules", "FaultTolerance", "ClusterModel",
      "ArgumentParser",
    ],
  ]

  /// The C library, and who may call it.
  static let platforms: Set<String> = ["Glibc", "Musl", "Darwin"]
  static let callers: Set<String> = ["Syntax", "HaplanKit", "haplan"]

  @Test func `every source is seen`() {
    #expect(Sources.all.count > 100)
    #expect(Set(Sources.all.map(\.target)) == Set(Self.arrows.keys))
    #expect(Sources.all.contains { $0.imports.contains("CLibYAML") })
  }

  @Test func `imports follow the arrows`() {
    for file in Sources.all {
      let platforms = Self.callers.contains(file.target) ? Self.platforms : []
      let allowed = (Self.arrows[file.target] ?? []).union(platforms)
      for module in file.imports {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test func `the arrows have no circle`() {
    var left = Self.arrows
    while let free = left.first(where: { $0.value.isDisjoint(with: left.keys) }) {
      left[free.key] = nil
    }
    #expect(left.isEmpty)
  }

  @Test func `no file is longer than 400 lines`() {
    for file in Sources.all {
      // The last of the pieces is what follows the last line break: nothing.
      #expect(file.lines.count - 1 <= 400, "\(file.path)")
    }
  }

  @Test func `no path that input can reach ends the program`() {
    let traps = ["fatalError(", "preconditionFailure(", "try!", " as! ", "unsafeBitCast"]
    for file in Sources.all {
      for (index, line) in file.lines.enumerated() where !Self.isComment(line) {
        for trap in traps where line.contains(trap) {
          Issue.record("\(file.path):\(index + 1) has \(trap)")
        }
      }
    }
  }

  /// Exempt are initialisers, whose parameters are documented as properties; stored properties
  /// without a default, which their type's comment introduces; and what a protocol asks for, which
  /// is documented there.
  @Test func `package declarations say what they promise`() {
    for file in Sources.all {
      for (index, line) in file.lines.enumerated() where Self.needsComment(line) {
        var above = index - 1
        while above >= 0, Self.isAttribute(file.lines[above]) { above -= 1 }
        let isDocumented = above >= 0 && Self.trimmed(file.lines[above]).hasPrefix("///")
        #expect(isDocumented, "\(file.path):\(index + 1): \(line)")
      }
    }
  }

  private static func needsComment(_ line: Substring) -> Bool {
    var text = String(trimmed(line))
    if text.hasPrefix("public ") { text = "package " + text.dropFirst("public ".count) }
    guard text.hasPrefix("package "), !text.hasPrefix("package import") else { return false }
    return text.wholeMatch(of: /package init.*/) == nil
      && text.wholeMatch(of: /package (private\(set\) )?(let|var) \w+:[^{]*/) == nil
      && text.wholeMatch(of: /package (let|var) \w+ = [^{]*/) == nil
      && text.wholeMatch(of: /package static func (==|<) .*/) == nil
      && text.wholeMatch(of: /package static let (name|about|material)\b.*/) == nil
      && text.wholeMatch(of: /package static func (claim|read)\(_ input.*/) == nil
      && text.wholeMatch(of: /package (func violations\(|mutating func next\(|var description).*/)
        == nil
  }

  private static func isComment(_ line: Substring) -> Bool { trimmed(line).hasPrefix("//") }

  private static func isAttribute(_ line: Substring) -> Bool { trimmed(line).hasPrefix("@") }

  private static func trimmed(_ line: Substring) -> Substring { line.drop { $0 == " " } }
}
