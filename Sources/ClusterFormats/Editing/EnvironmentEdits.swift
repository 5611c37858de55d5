internal import ClusterModel
internal import Syntax

/// Edits of flags that are variables of an environment file, one assignment a line.
struct EnvironmentEdits {
  let set: FlagSet
  let text: EditedText

  /// Gives a variable another value, within its quotes where it has some.
  func replace(_ flag: Flag, _ value: String) -> [TextEdit]? {
    ShellText.isSafe(value) ? [TextEdit(flag.valueSpan, value)] : nil
  }

  /// Adds a line behind the last variable, in its hand.
  func add(_ name: String, _ value: String) -> [TextEdit]? {
    guard ShellText.isSafe(value), let last = set.flags.max(by: Self.isBefore),
      isAlone(last.entrySpan.range)
    else { return nil }
    let range = last.entrySpan.range
    let quote = text.quote(around: last.valueSpan.range).map { String(UnicodeScalar($0)) } ?? ""
    let variable = "ETCD_" + name.uppercased().replacing("-", with: "_")
    let line = "\(text.lineBreak(at: range.upperBound))\(variable)=\(quote)\(value)\(quote)"
    return [text.insertion(at: text.line(at: range.upperBound).upperBound, line)]
  }

  /// Takes variables away with their lines.
  func remove(_ flags: [Flag]) -> [TextEdit]? {
    var edits: [TextEdit] = []
    for flag in flags {
      let range = flag.entrySpan.range
      guard isAlone(range) else { return nil }
      let start = text.line(at: range.lowerBound).lowerBound
      edits.append(TextEdit(text.span(start..<text.endOfLine(at: range.upperBound)), ""))
    }
    return edits.withoutOverlap
  }

  /// Whether nothing else stands on its lines: it may be one word of a unit's line.
  private func isAlone(_ range: Range<Int>) -> Bool {
    text.prefix(of: range.lowerBound).allSatisfy(\.isWhitespace)
      && text.suffix(of: range.upperBound).allSatisfy(\.isWhitespace)
  }

  private static func isBefore(_ left: Flag, _ right: Flag) -> Bool {
    left.entrySpan.end < right.entrySpan.end
  }
}
