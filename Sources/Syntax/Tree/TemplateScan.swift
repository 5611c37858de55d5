/// Finds what makes a text a template that has to be rendered before it can be read.
package enum TemplateScan {
  /// Words that drive control flow between `{{` and `}}` (Go text/template, Helm).
  private static let goKeywords: Set<String> = [
    "if", "else", "end", "range", "with", "define", "include", "template", "block", "break",
    "continue",
  ]

  /// The first mark of control flow, or the first expression that stands where YAML wants a
  /// mapping or a list; `nil` for a text without any.
  package static func firstControlFlow(in file: SourceFile) -> Span? {
    guard ["{{", "{%", "%{", "${"].contains(where: { ByteSearch.contains($0, in: file.bytes) })
    else { return nil }
    var start = file.byteOrderMarkLength
    while start < file.bytes.count {
      let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
      if let span = mark(in: file.bytes[start..<end], of: file) { return span }
      start = end + 1
    }
    return nil
  }

  private static func mark(in line: ArraySlice<UInt8>, of file: SourceFile) -> Span? {
    guard line.contains(UInt8(ascii: "{")) else { return nil }
    var index = line.startIndex
    while index < line.endIndex {
      let rest = line[index...]
      if rest.starts(with: "{%".utf8) || rest.starts(with: "%{".utf8) {
        return Span(file.id, index, line.endIndex)
      }
      if rest.starts(with: "{{".utf8), goKeywords.contains(word(after: rest.dropFirst(2))) {
        return Span(file.id, index, line.endIndex)
      }
      index += 1
    }
    return wholeLineExpression(line, of: file)
  }

  /// The first word of an expression, behind `-` and blanks.
  private static func word(after bytes: ArraySlice<UInt8>) -> String {
    let rest = bytes.drop { $0 == UInt8(ascii: "-") || $0 == 0x20 || $0 == 0x09 }
    return String(decoding: rest.prefix { (97...122).contains($0) }, as: UTF8.self)
  }

  /// A line that is nothing but `${X}` or `{{ x }}`: something is put there that no reader sees.
  private static func wholeLineExpression(
    _ line: ArraySlice<UInt8>, of file: SourceFile
  ) -> Span? {
    let trimmed = line.drop { $0 <= 0x20 }
    guard trimmed.starts(with: "${".utf8) || trimmed.starts(with: "{{".utf8) else { return nil }
    var end = trimmed.endIndex
    while end > trimmed.startIndex, trimmed[end - 1] <= 0x20 { end -= 1 }
    guard let last = trimmed[..<end].last, last == UInt8(ascii: "}") else { return nil }
    return Span(file.id, trimmed.startIndex, end)
  }
}
