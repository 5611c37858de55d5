internal import ClusterModel
internal import Syntax

/// Edits of flags that fields of other names set: variables of an inventory, fields of a tool's
/// document.
struct FieldEdits {
  let set: FlagSet
  /// The field of each flag.
  let names: [String: String]
  let text: EditedText

  /// Adds a field behind the last one of the file, in its hand: `name: value`, or `name=value` where
  /// that is how the last one is written. `nil` for a flag that has no field.
  func add(_ name: String, _ value: String) -> [TextEdit]? {
    guard let field = names[name], let last = last else { return nil }
    let between = text.file.text(Int(last.nameSpan.end)..<Int(last.valueSpan.start))
    if between.contains("=") { return addLine("\(field)=\(value)", after: last) }
    guard between.contains(":") else { return nil }
    let own = FlagSet(
      component: set.component, machines: set.machines, flags: [last], absence: set.absence,
      style: .mapping(stringsOnly: false),
      anchor: set.anchor.file == text.file.id ? set.anchor : last.nameSpan, format: set.format)
    return MappingEdits(set: own, text: text).add(field, value, mustBeText: false)
  }

  /// The last field that is written in the file.
  private var last: Flag? {
    self.set.flags.filter { $0.valueSpan.file == text.file.id && $0.nameSpan != $0.valueSpan }
      .max { $0.entrySpan.end < $1.entrySpan.end }
  }

  /// A line of a section of variables; behind a host the line is full of others.
  private func addLine(_ entry: String, after last: Flag) -> [TextEdit]? {
    guard text.prefix(of: last.nameSpan.range.lowerBound).allSatisfy(\.isWhitespace) else {
      return nil
    }
    let end = text.line(at: last.valueSpan.range.upperBound).upperBound
    return [text.insertion(at: end, text.lineBreak(at: end) + entry)]
  }
}
