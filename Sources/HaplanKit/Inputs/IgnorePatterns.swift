/// The patterns of .gitignore files, as git reads them (gitignore(5)): those of deeper folders
/// count before those of higher ones, later lines before earlier.
struct IgnorePatterns: Sendable {
  private struct Pattern: Sendable {
    let segments: [[UInt8]]
    /// Whether it names a path from its folder on; else a name at any depth, its one segment.
    let isAnchored: Bool
    let isNegated: Bool
    let isForFolders: Bool
  }

  private var patterns: [Pattern] = []

  /// The patterns of one file's text.
  init(text: [UInt8]) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      if let pattern = Self.parse(line) { patterns.append(pattern) }
    }
  }

  var isEmpty: Bool { patterns.isEmpty }

  /// Whether a path, relative to the folder of the patterns and with `/`, is ignored (true), taken
  /// back (false), or not spoken of.
  func verdict(path: String, isFolder: Bool) -> Bool? {
    let path = Array(path.utf8)
    let slash = UInt8(ascii: "/")
    let name = path[(path.lastIndex(of: slash).map { $0 + 1 } ?? 0)...]
    for pattern in patterns.reversed() where isFolder || !pattern.isForFolders {
      let isMatch =
        pattern.isAnchored
        ? Self.matches(pattern.segments[...], path.split(separator: slash)[...])
        : Self.matchesGlob(pattern.segments[0][...], name)
      if isMatch { return !pattern.isNegated }
    }
    return nil
  }

  private static func parse(_ line: ArraySlice<UInt8>) -> Pattern? {
    var line = line
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    while line.last == UInt8(ascii: " "), line.dropLast().last != UInt8(ascii: "\\") {
      line = line.dropLast()
    }
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    let isNegated = first == UInt8(ascii: "!")
    if isNegated { line = line.dropFirst() }
    let isForFolders = line.last == UInt8(ascii: "/")
    if isForFolders { line = line.dropLast() }
    let isAnchored = line.contains(UInt8(ascii: "/"))
    let segments = line.split(separator: UInt8(ascii: "/")).map { Array($0) }
    guard !segments.isEmpty, segments.count <= 64 else { return nil }
    return Pattern(
      segments: segments, isAnchored: isAnchored, isNegated: isNegated, isForFolders: isForFolders)
  }

  private static func matches(
    _ pattern: ArraySlice<[UInt8]>, _ parts: ArraySlice<ArraySlice<UInt8>>
  ) -> Bool {
    guard let segment = pattern.first else { return parts.isEmpty }
    if segment.elementsEqual("**".utf8) {
      if pattern.count == 1 { return !parts.isEmpty }
      return parts.indices.contains { matches(pattern.dropFirst(), parts[$0...]) }
    }
    guard let part = parts.first, matchesGlob(segment[...], part) else { return false }
    return matches(pattern.dropFirst(), parts.dropFirst())
  }

  /// `*`, `?`, `[a-z]` and `\x` within one segment; linear in practice, by remembering one star.
  private static func matchesGlob(_ glob: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var pattern = glob.startIndex
    var index = text.startIndex
    var star: (pattern: Int, text: Int)?
    while index < text.endIndex {
      if pattern < glob.endIndex, glob[pattern] == UInt8(ascii: "*") {
        star = (pattern, index)
        pattern += 1
      } else if let next = matchOne(glob, pattern, text[index]) {
        pattern = next
        index += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        pattern = last.pattern + 1
        index = last.text + 1
      } else {
        return false
      }
    }
    return glob[pattern...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The index after the pattern's element at `index` where it matches `byte`.
  private static func matchOne(_ glob: ArraySlice<UInt8>, _ index: Int, _ byte: UInt8) -> Int? {
    guard index < glob.endIndex else { return nil }
    switch glob[index] {
    case UInt8(ascii: "?"): return index + 1
    case UInt8(ascii: "\\") where index + 1 < glob.endIndex:
      return glob[index + 1] == byte ? index + 2 : nil
    case UInt8(ascii: "["):
      guard let end = glob[(index + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
        return byte == UInt8(ascii: "[") ? index + 1 : nil
      }
      return matchesClass(glob[(index + 1)..<end], byte) ? end + 1 : nil
    default: return glob[index] == byte ? index + 1 : nil
    }
  }

  private static func matchesClass(_ members: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    var members = members
    let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
    if isNegated { members = members.dropFirst() }
    var isFound = false
    var index = members.startIndex
    while index < members.endIndex {
      if index + 2 < members.endIndex, members[index + 1] == UInt8(ascii: "-") {
        if members[index] <= byte, byte <= members[index + 2] { isFound = true }
        index += 3
      } else {
        if members[index] == byte { isFound = true }
        index += 1
      }
    }
    return isFound != isNegated
  }
}
