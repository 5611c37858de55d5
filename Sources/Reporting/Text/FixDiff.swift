internal import Syntax

/// What a fix makes of the lines it touches, as `-` and `+` lines.
struct FixDiff {
  /// Lines shown of a fix; a longer change is told by its title alone.
  private static let mostLines = 8
  /// Bytes of the lines touched; beyond these nothing is shown.
  private static let mostBytes = 16_384

  private let files: FileTexts
  private let theme: Theme

  /// Empty where the fix is none of one file, too long to read, or changes nothing.
  static func lines(
    _ edits: [TextEdit], files: FileTexts, theme: Theme, indent: String = "  "
  ) -> [String] {
    guard let id = edits.first?.span.file, edits.allSatisfy({ $0.span.file == id }),
      let file = files.file(id)
    else { return [] }
    let diff = FixDiff(files: files, theme: theme)
    var lines: [String] = []
    for region in diff.regions(edits, in: file) {
      guard let changed = diff.lines(of: region, in: file) else { return [] }
      lines += changed
    }
    return lines.count <= mostLines ? lines.map { indent + $0 } : []
  }

  /// Lines that some edits touch.
  private struct Region {
    var bytes: Range<Int>
    var edits: [TextEdit]
  }

  private func regions(_ edits: [TextEdit], in file: SourceFile) -> [Region] {
    let map = files.lines(file.id)
    var regions: [Region] = []
    for edit in edits.sorted(by: { $0.span < $1.span }) {
      let start = map.range(ofLine: map.position(of: Int(edit.span.start)).line).lowerBound
      let end = map.range(ofLine: map.position(of: Int(edit.span.end)).line).upperBound
      if let last = regions.last, start < last.bytes.upperBound || start == last.bytes.lowerBound {
        regions[regions.count - 1].bytes = last.bytes.lowerBound..<max(end, last.bytes.upperBound)
        regions[regions.count - 1].edits.append(edit)
      } else {
        regions.append(Region(bytes: start..<max(start, end), edits: [edit]))
      }
    }
    return regions
  }

  /// The lines of a region that differ; `nil` where there is too much to show.
  private func lines(of region: Region, in file: SourceFile) -> [String]? {
    guard region.bytes.count <= Self.mostBytes else { return nil }
    var after: [UInt8] = []
    var offset = region.bytes.lowerBound
    for edit in region.edits {
      let from = max(offset, min(Int(edit.span.start), region.bytes.upperBound))
      after += file.bytes[offset..<from]
      after += Array(edit.replacement.utf8)
      offset = max(from, min(Int(edit.span.end), region.bytes.upperBound))
    }
    after += file.bytes[offset..<region.bytes.upperBound]
    var old = Self.split(file.bytes[region.bytes])
    var new = Self.split(after[...])
    while let left = old.first, let right = new.first, left == right {
      old.removeFirst()
      new.removeFirst()
    }
    while let left = old.last, let right = new.last, left == right {
      old.removeLast()
      new.removeLast()
    }
    if old == [[]] { old = [] }
    return painted(old, against: new, sign: "-", .error)
      + painted(new, against: old, sign: "+", .fix)
  }

  private func painted(
    _ lines: [[UInt8]], against others: [[UInt8]], sign: String, _ role: Theme.Role
  ) -> [String] {
    lines.enumerated().map { index, line in
      let other = index < others.count ? others[index] : []
      let focus = zip(line, other).prefix { $0 == $1 }.count
      let text = DisplayLine(line, line: 0..<line.count, focus: focus).text
      return theme.paint("\(sign) \(text)".trimmedEnd, role)
    }
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }
}
