/// `{{ x }}` in a line: one part of a word, whatever blanks it has.
enum TemplateExpression {
  /// Bytes of an expression; a longer one is taken as text.
  private static let longest = 256

  /// The range of the expression that begins at an index; `nil` where none does.
  static func range(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    guard bytes[index] == UInt8(ascii: "{"), index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "{")
    else { return nil }
    var end = index + 2
    let limit = min(bytes.count - 1, index + longest)
    while end < limit {
      if bytes[end] == UInt8(ascii: "}"), bytes[end + 1] == UInt8(ascii: "}") {
        return index..<(end + 2)
      }
      end += 1
    }
    return nil
  }
}
