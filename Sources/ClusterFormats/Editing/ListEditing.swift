package import Syntax

/// Adds items to lists of single values, and takes them away, in YAML or JSON.
package enum ListEditing {
  /// Appends an item to the list that stands at a place: in brackets, or from its first item to
  /// its last in a block. `nil` where the text cannot carry it.
  package static func add(
    _ item: String, toListAt list: Span, file: SourceFile
  ) -> [TextEdit]? {
    let text = EditedText(file)
    let range = list.range
    guard !range.isEmpty, range.upperBound <= file.bytes.count else { return nil }
    if file.bytes[range.lowerBound] == UInt8(ascii: "[") {
      return addInBrackets(item, range, text)
    }
    let last = text.line(at: range.upperBound)
    guard text.endsLine(at: range.upperBound) else { return nil }
    let prefix = file.text(last).prefix { $0 == " " || $0 == "\t" }
    guard file.text(last).dropFirst(prefix.count).hasPrefix("- ") else { return nil }
    let quote = quote(text.byte(before: range.upperBound))
    let written = ScalarText.write(item, mustBeText: true, isFlow: false, quote: quote)
    let lineBreak = text.lineBreak(at: range.upperBound)
    return [text.insertion(at: last.upperBound, "\(lineBreak)\(prefix)- \(written)")]
  }

  /// A byte that ends an item, where it is a quote.
  private static func quote(_ byte: UInt8?) -> UInt8? {
    byte == ScalarText.doubleQuote || byte == UInt8(ascii: "'") ? byte : nil
  }

  private static func addInBrackets(
    _ item: String, _ range: Range<Int>, _ text: EditedText
  ) -> [TextEdit]? {
    let inner = (range.lowerBound + 1)..<(range.upperBound - 1)
    let used = text.bytes[inner].last { $0 > 0x20 }
    let quote = text.isJSON ? ScalarText.doubleQuote : quote(used)
    let written = ScalarText.write(item, mustBeText: true, isFlow: true, quote: quote)
    var end = inner.upperBound
    while end > inner.lowerBound, text.bytes[end - 1] <= 0x20 { end -= 1 }
    let separator = used == nil ? "" : used == UInt8(ascii: ",") ? " " : ", "
    return [text.insertion(at: end, separator + written)]
  }

  /// Takes the item at a place away, with its line where it stands alone on one. `nil` where the
  /// text cannot carry it.
  package static func remove(itemAt item: Span, file: SourceFile) -> [TextEdit]? {
    let text = EditedText(file)
    var range = item.range
    if text.quote(around: range) != nil { range = (range.lowerBound - 1)..<(range.upperBound + 1) }
    if text.prefix(of: range.lowerBound).filter({ !$0.isWhitespace }) == "-" {
      guard text.endsLine(at: range.upperBound) else { return nil }
      let start = text.line(at: range.lowerBound).lowerBound
      return [TextEdit(text.span(start..<text.endOfLine(at: range.upperBound)), "")]
    }
    let cut = text.withComma(range)
    return cut == range ? nil : [TextEdit(text.span(cut), "")]
  }
}
