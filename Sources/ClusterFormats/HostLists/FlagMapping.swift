internal import ClusterModel
internal import Syntax

/// Reads a tool's mapping of flags, `name: value`, which it hands on to a component.
enum FlagMapping {
  /// Adds the mapping's flags to a part; what is no mapping is a problem, what is not known a mark.
  static func add(
    _ entry: (key: DataNode, value: DataNode)?, _ name: String, of component: Component,
    to part: inout ClusterPart, facts: inout FactReader, absence: FlagSet.Absence
  ) {
    guard let entry, let mapping = facts.mapping(entry.value, name) else { return }
    let flags = mapping.mergedEntries.compactMap { flag($0.key, $0.value, name, &facts) }
    guard !flags.isEmpty else { return }
    part.flagSets.append(
      FlagSet(
        component: component, machines: .all, flags: flags, absence: absence,
        style: .mapping(stringsOnly: true), anchor: entry.key.span, format: part.format))
  }

  private static func flag(
    _ key: DataNode, _ value: DataNode, _ name: String, _ facts: inout FactReader
  ) -> Flag? {
    guard key.kind == .scalar else { return nil }
    let text: Flag.Value
    if value.isNull {
      text = .text("")
    } else {
      guard let scalar = facts.scalar(value, "\(name).\(key.text)") else { return nil }
      text = facts.flagValue(scalar)
    }
    return Flag(
      name: FlagName.normalise(key.text), value: text, nameSpan: key.valueSpan,
      valueSpan: value.valueSpan, entrySpan: key.span.union(value.span))
  }

  /// Flags that a tool sets where its document does not, at the place that stands for it.
  static func defaults(
    _ flags: [(String, String)], of component: Component, at place: Span, absence: FlagSet.Absence,
    format: FormatName
  ) -> FlagSet {
    FlagSet(
      component: component, machines: .all,
      flags: flags.map { name, value in
        Flag(
          name: name, value: .text(value), nameSpan: place, valueSpan: place, entrySpan: place)
      }, absence: absence, style: .derived, anchor: place, format: format)
  }
}
