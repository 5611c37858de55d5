internal import ClusterModel
internal import Syntax

/// Edits of flags that are entries of a mapping: `name: value`.
struct MappingEdits {
  let set: FlagSet
  let text: EditedText

  /// Adds an entry after the last one.
  func add(_ name: String, _ value: String, mustBeText: Bool) -> [TextEdit]? {
    guard let last = set.flags.max(by: { $0.entrySpan.end < $1.entrySpan.end }) else { return nil }
    let range = last.entrySpan.range
    let isFlow = isFlow
    let name = FlagSpelling.name(of: name, in: set)
    let quote = text.quote(besides: set.flags, for: value)
    let written = ScalarText.write(value, mustBeText: mustBeText, isFlow: isFlow, quote: quote)
    let entry = text.isJSON ? "\"\(name)\": \(written)" : "\(name): \(written)"
    let prefix = text.prefix(of: range.lowerBound)
    let lineBreak = text.lineBreak(at: range.upperBound)
    if isFlow { return text.addition(entry, behind: range) }
    guard prefix.allSatisfy({ $0.isWhitespace || $0 == "-" }), text.endsLine(at: range.upperBound)
    else { return nil }
    let indent = String(prefix.map { $0 == "-" ? " " : $0 })
    let end = text.line(at: range.upperBound).upperBound
    return [text.insertion(at: end, lineBreak + indent + entry)]
  }

  /// Takes entries away; a mapping that would be left without any is written as `{}`.
  func remove(_ flags: [Flag]) -> [TextEdit]? {
    if isFlow {
      return FlowRemoval(text: text, ranges: flags.map(\.entrySpan.range)).edits.withoutOverlap
    }
    var edits: [TextEdit] = []
    for flag in flags {
      let range = flag.entrySpan.range
      guard text.prefix(of: range.lowerBound).allSatisfy(\.isWhitespace),
        text.endsLine(at: range.upperBound)
      else { return nil }
      edits.append(text.withoutLine(of: range))
    }
    if flags.count == set.flags.count {
      guard let empty = text.emptied(after: set.anchor, "{}") else { return nil }
      edits.insert(empty, at: 0)
    }
    return edits.withoutOverlap
  }

  private var isFlow: Bool { text.isJSON || text.isFlow(after: set.anchor) }
}
