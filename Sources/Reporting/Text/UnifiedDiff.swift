/// Two texts as a unified diff, as `git apply` and `patch -p1` take it: bytes as they are, three
/// lines around each change.
package enum UnifiedDiff {
  private static let context = 3

  /// Empty where nothing differs. `name` is the path from the top of the repository.
  package static func bytes(name: String, from old: [UInt8], to new: [UInt8]) -> [UInt8] {
    guard old != new else { return [] }
    let (before, after) = (lines(of: old), lines(of: new))
    let changes = LineDiff.changes(from: before, to: after)
    var output = Array("diff --git \(quoted("a/\(name)")) \(quoted("b/\(name)"))\n".utf8)
    output += Array("--- \(quoted("a/\(name)"))\(tab(name))\n".utf8)
    output += Array("+++ \(quoted("b/\(name)"))\(tab(name))\n".utf8)
    for group in grouped(changes) { append(group, before, after, to: &output) }
    return output
  }

  /// Lines with their line breaks.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  /// Changes whose surroundings meet are one hunk.
  private static func grouped(_ changes: [LineDiff.Change]) -> [[LineDiff.Change]] {
    var groups: [[LineDiff.Change]] = []
    for change in changes {
      if let last = groups.last?.last,
        change.old.lowerBound - last.old.upperBound <= 2 * context
      {
        groups[groups.count - 1].append(change)
      } else {
        groups.append([change])
      }
    }
    return groups
  }

  private static func append(
    _ group: [LineDiff.Change], _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>],
    to output: inout [UInt8]
  ) {
    guard let first = group.first, let last = group.last else { return }
    let lead = min(context, first.old.lowerBound)
    let trail = min(context, before.count - last.old.upperBound)
    let old = (first.old.lowerBound - lead)..<(last.old.upperBound + trail)
    let new = (first.new.lowerBound - lead)..<(last.new.upperBound + trail)
    output += Array("@@ -\(header(old)) +\(header(new)) @@\n".utf8)
    var index = old.lowerBound
    for change in group {
      append(before[index..<change.old.lowerBound], " ", to: &output)
      append(before[change.old], "-", to: &output)
      append(after[change.new], "+", to: &output)
      index = change.old.upperBound
    }
    append(before[index..<old.upperBound], " ", to: &output)
  }

  /// `start,count`; an empty side names the line before it.
  private static func header(_ range: Range<Int>) -> String {
    let start = range.isEmpty ? range.lowerBound : range.lowerBound + 1
    return range.count == 1 ? "\(start)" : "\(start),\(range.count)"
  }

  private static func append(
    _ lines: ArraySlice<ArraySlice<UInt8>>, _ sign: Unicode.Scalar, to output: inout [UInt8]
  ) {
    for line in lines {
      output.append(UInt8(ascii: sign))
      output += line
      if line.last != UInt8(ascii: "\n") {
        output += Array("\n\\ No newline at end of file\n".utf8)
      }
    }
  }

  /// A name with a blank ends with a tab, or tools cut it there.
  private static func tab(_ name: String) -> String { name.contains(" ") ? "\t" : "" }

  /// As git quotes names with bytes that a line cannot hold.
  private static func quoted(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard !isPlain else { return name }
    var text = "\""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "\""): text += "\\\""
      case UInt8(ascii: "\\"): text += "\\\\"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let octal = String(byte, radix: 8)
        text += "\\" + String(repeating: "0", count: 3 - octal.utf8.count) + octal
      }
    }
    return text + "\""
  }
}
