internal import Syntax

/// YAML documents inside a literal block of a YAML file, with their places in the file.
enum BlockText {
  struct Documents {
    var documents: [DataNode] = []
    var problems: [InputProblem] = []
  }

  /// `nil` where the value is written in another way, so that its places are not the file's.
  static func parse(_ value: DataNode, in file: SourceFile) -> Documents? {
    let range = value.bodySpan.range.clamped(to: file.bytes.indices)
    guard value.kind == .scalar, value.style == .literal, !value.isAlias,
      let header = file.bytes[range].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    var result = Documents()
    // A mark of a document's end counts at the margin only: a block's stands further right.
    var start = header + 1
    for end in marks(file, header + 1..<range.upperBound) + [range.upperBound..<range.upperBound] {
      let parsed = YAMLParser.parse(file, range: start..<end.lowerBound)
      result.documents += parsed.documents.map(\.root)
      result.problems += parsed.problems
      start = end.upperBound
    }
    return result
  }

  /// The lines that are nothing but `---`.
  private static func marks(_ file: SourceFile, _ range: Range<Int>) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = file.bytes[start..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      let text = file.bytes[start..<end].filter { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }
      if text == Array("---".utf8) { marks.append(start..<end) }
      start = end + 1
    }
    return marks
  }
}
