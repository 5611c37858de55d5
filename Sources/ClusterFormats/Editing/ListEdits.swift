internal import ClusterModel
internal import Syntax

/// Edits of flags that are items of a list: `--name=value`, or `{name, value}`.
struct ListEdits {
  let set: FlagSet
  let text: EditedText

  /// Gives `--name=value` another value.
  func replaceItem(_ flag: Flag, _ value: String) -> [TextEdit]? {
    let entry = flag.entrySpan.range
    if let quote = quote(of: entry) {
      return ScalarText.fits(value, in: quote) ? [TextEdit(flag.valueSpan, value)] : nil
    }
    guard flag.valueSpan.range.upperBound <= entry.upperBound else { return nil }
    if ScalarText.isPlain("--x=\(value)", inFlow: !isBlock(entry)) {
      return [TextEdit(flag.valueSpan, value)]
    }
    let name = text.file.text(flag.nameSpan)
    let item = ScalarText.write(
      "\(name)=\(value)", mustBeText: true, isFlow: true, quote: ScalarText.doubleQuote)
    return [TextEdit(flag.entrySpan, item)]
  }

  /// Adds an item after the last flag, else after the program.
  func add(_ name: String, _ value: String) -> [TextEdit]? {
    let range = last
    let isBlock = isBlock(range)
    guard isBlock || isFlow(range) else { return nil }
    let prefix = text.prefix(of: range.lowerBound)
    let lineBreak = text.lineBreak(at: range.upperBound)
    let items = items(name, value, after: range, isFlow: !isBlock, lineBreak: lineBreak)
    if isBlock {
      guard text.endsLine(at: range.upperBound) else { return nil }
      let end = text.line(at: range.upperBound).upperBound
      let lines = items.map { lineBreak + prefix + $0 }
      return [text.insertion(at: end, lines.joined())]
    }
    let separator = prefix.allSatisfy(\.isWhitespace) ? ",\(lineBreak)\(prefix)" : ", "
    return text.addition(items.joined(separator: separator), behind: range)
  }

  /// Takes items away; a list that would be left without any is written as `[]`.
  func remove(_ flags: [Flag]) -> [TextEdit]? {
    var edits: [TextEdit] = []
    var flow: [Range<Int>] = []
    for flag in flags {
      let range = flag.entrySpan.range
      if isBlock(range) {
        guard text.endsLine(at: range.upperBound) else { return nil }
        edits.append(text.withoutLine(of: range))
      } else {
        guard isFlow(range) else { return nil }
        flow.append(range)
      }
    }
    edits += FlowRemoval(text: text, ranges: flow).edits
    if flags.count == set.flags.count, set.format != .staticPod,
      let first = flags.first, isBlock(first.entrySpan.range)
    {
      guard let empty = text.emptied(after: set.anchor, "[]") else { return nil }
      edits.insert(empty, at: 0)
    }
    return edits.withoutOverlap
  }

  /// `--name=value`, or name and value one after the other where the last flag is so written.
  private func items(
    _ name: String, _ value: String, after last: Range<Int>, isFlow: Bool, lineBreak: String
  ) -> [String] {
    if set.style == .nameValueList {
      return [pair(name, value, after: last, isFlow: isFlow, lineBreak: lineBreak)]
    }
    let quote = quote(of: last) ?? (text.isJSON ? ScalarText.doubleQuote : nil)
    func item(_ item: String, _ quote: UInt8?) -> String {
      ScalarText.write(item, mustBeText: true, isFlow: isFlow, quote: quote)
    }
    let flag = lastFlag
    if let flag, !flag.isBare, flag.nameSpan.end + 1 < flag.valueSpan.start {
      let own = text.quote(besides: set.flags, for: value)
      return [item("--\(name)", quote), item(value, own)]
    }
    let hasDashes = flag.map { text.file.text($0.entrySpan).contains("--") } ?? false
    let dashes = set.style == .assignmentList && !hasDashes ? "" : "--"
    return [item("\(dashes)\(name)=\(value)", quote)]
  }

  private func pair(
    _ name: String, _ value: String, after last: Range<Int>, isFlow: Bool, lineBreak: String
  ) -> String {
    let name = FlagSpelling.name(of: name, in: set)
    let isFlowItem = isFlow || text.bytes[safe: last.lowerBound] == UInt8(ascii: "{")
    let written = ScalarText.write(
      value, mustBeText: true, isFlow: isFlowItem, quote: text.quote(besides: set.flags, for: value)
    )
    if text.isJSON { return "{\"name\": \"\(name)\", \"value\": \(written)}" }
    if isFlowItem { return "{name: \(name), value: \(written)}" }
    let indent = text.prefix(of: last.lowerBound).map { $0 == "\t" ? "\t" : " " as Character }
    return "name: \(name)\(lineBreak)\(String(indent))value: \(written)"
  }

  /// Whether an item stands on a line of its own behind a dash.
  private func isBlock(_ range: Range<Int>) -> Bool {
    text.prefix(of: range.lowerBound).filter { !$0.isWhitespace } == "-"
  }

  /// The item to add behind: the last flag, else the program, with its quotes.
  private var last: Range<Int> {
    if let flag = lastFlag { return flag.entrySpan.range }
    let anchor = set.anchor.range
    guard text.quote(around: anchor) != nil else { return anchor }
    return (anchor.lowerBound - 1)..<(anchor.upperBound + 1)
  }

  private var lastFlag: Flag? { self.set.flags.max { $0.entrySpan.end < $1.entrySpan.end } }

  private func isFlow(_ range: Range<Int>) -> Bool {
    let before = text.bytes[..<min(range.lowerBound, text.bytes.count)]
    let last = before.last { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return last == UInt8(ascii: "[") || last == UInt8(ascii: ",")
  }

  private func quote(of entry: Range<Int>) -> UInt8? {
    guard let first = text.bytes[safe: entry.lowerBound],
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    else { return nil }
    return first
  }
}
