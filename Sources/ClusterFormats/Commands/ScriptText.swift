internal import Syntax

/// A script inside a YAML or JSON scalar: its text, and where each byte of it stands in the file.
struct ScriptText {
  let bytes: [UInt8]
  private let file: SourceFile
  private let whole: Span
  /// For each line of the text, the offset of its first byte and that byte's place in the file;
  /// empty where the two do not go together, as in a folded or escaped scalar.
  private var lines: [(text: Int, file: Int)] = []

  init(_ text: String, span: Span, file: SourceFile) {
    bytes = Array(text.utf8)
    self.file = file
    whole = span
    lines = Self.align(bytes, span, file)
  }

  /// The place of a byte range of the text; the whole scalar's where it is not known.
  func span(_ range: Range<Int>) -> Span {
    guard let line = lines.last(where: { $0.text <= range.lowerBound }) else { return whole }
    let shift = line.file - line.text
    let end = lines.last(where: { $0.text <= max(range.lowerBound, range.upperBound - 1) }) ?? line
    return Span(whole.file, range.lowerBound + shift, range.upperBound + end.file - end.text)
  }

  /// Whether edits may be made by the places of `span`.
  var isAligned: Bool { !lines.isEmpty }

  /// A verbatim scalar goes together byte by byte; a literal block line by line, each line's end
  /// with that of one of the file.
  private static func align(
    _ text: [UInt8], _ span: Span, _ file: SourceFile
  ) -> [(text: Int, file: Int)] {
    if file.bytes[span.range.clamped(to: file.bytes.indices)].elementsEqual(text) {
      return [(0, Int(span.start))]
    }
    guard file.bytes[safe: Int(span.start)] == UInt8(ascii: "|") else { return [] }
    let map = LineMap(file.bytes)
    var number = map.position(of: Int(span.start)).line
    var lines: [(text: Int, file: Int)] = []
    var offset = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if offset == text.count { break }
      number += 1
      let range = map.range(ofLine: number)
      guard range.upperBound <= Int(span.end), range.count >= line.count,
        file.bytes[range].suffix(line.count).elementsEqual(line)
      else { return [] }
      lines.append((offset, range.upperBound - line.count))
      offset += line.count + 1
    }
    return lines
  }
}
