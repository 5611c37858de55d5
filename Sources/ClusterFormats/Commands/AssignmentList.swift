internal import ClusterModel
internal import Syntax

/// Reads flags written as `name=value` texts in a list, or as one such text: what RKE2 and k3s hand
/// on to a component.
enum AssignmentList {
  static func flags(_ node: DataNode, _ name: String, facts: inout FactReader) -> [Flag] {
    guard !node.isNull else { return [] }
    if node.kind == .scalar { return flag(node, facts: &facts).map { [$0] } ?? [] }
    var flags: [Flag] = []
    for item in facts.items(node, name) ?? [] {
      guard item.kind == .scalar else {
        facts.report("\(name) must be a list of texts, name=value", item.span)
        continue
      }
      if let flag = flag(item, facts: &facts) { flags.append(flag) }
    }
    return flags
  }

  /// A set of the flags of one key; `nil` where there are none.
  static func set(
    _ entry: (key: DataNode, value: DataNode)?, _ name: String, _ component: Component,
    format: FormatName, facts: inout FactReader
  ) -> FlagSet? {
    guard let entry else { return nil }
    let flags = flags(entry.value, name, facts: &facts)
    guard !flags.isEmpty else { return nil }
    return FlagSet(
      component: component, machines: .all, flags: flags, absence: .isDefault,
      style: .assignmentList, anchor: entry.key.span, format: format)
  }

  private static func flag(_ item: DataNode, facts: inout FactReader) -> Flag? {
    let text = item.text
    let span = item.valueSpan
    let bare = text.drop { $0 == "-" }
    guard !bare.isEmpty else { return nil }
    let start = Int(span.start) + text.utf8.count - bare.utf8.count
    // Places inside the text hold only where it stands in the file as it is.
    let isVerbatim = facts.file.text(span) == text
    guard let sign = bare.firstIndex(of: "=") else {
      return Flag(
        name: FlagName.normalise(String(bare)), value: .text("true"), nameSpan: span,
        valueSpan: span, entrySpan: item.span, isBare: true)
    }
    let name = bare[..<sign]
    let value = String(bare[bare.index(after: sign)...])
    let end = start + name.utf8.count
    let nameSpan = isVerbatim ? Span(span.file, start, end) : span
    let valueSpan = isVerbatim ? Span(span.file, end + 1, Int(span.end)) : span
    return Flag(
      name: FlagName.normalise(String(name)),
      value: facts.flagValue(Located(value, valueSpan)), nameSpan: nameSpan, valueSpan: valueSpan,
      entrySpan: item.span)
  }
}
