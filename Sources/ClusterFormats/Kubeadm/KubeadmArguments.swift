internal import ClusterModel
internal import Syntax

/// Reads `extraArgs`: a mapping up to v1beta3, a list of `{name, value}` from v1beta4 on. The other
/// shape is a problem, and is read all the same.
struct KubeadmArguments {
  /// The field, for messages.
  let name: String
  let listsArguments: Bool

  func read(_ node: DataNode, facts: inout FactReader) -> [Flag] {
    guard !node.isNull else { return [] }
    switch node.kind {
    case .mapping:
      if listsArguments, node.count > 0 {
        facts.report("\(name) must be a list of name and value from v1beta4 on", node.span)
      }
      if node.mergesOthers {
        return node.mergedEntries.compactMap { flag($0.key, $0.value, facts: &facts) }
      }
      var flags: [Flag] = []
      flags.reserveCapacity(node.count)
      for entry in node.entries {
        if let flag = flag(entry.key, entry.value, facts: &facts) { flags.append(flag) }
      }
      return flags
    case .sequence:
      if !listsArguments, node.count > 0 {
        facts.report("\(name) must be a mapping before v1beta4", node.span)
      }
      return node.items.compactMap { item in self.item(item, facts: &facts) }
    case .scalar:
      let expected = listsArguments ? "a list of name and value" : "a mapping"
      facts.report("\(name) must be \(expected), not `\(node.text.prefix(60))`", node.span)
      return []
    }
  }

  private func flag(_ key: DataNode, _ value: DataNode, facts: inout FactReader) -> Flag? {
    guard key.kind == .scalar else { return nil }
    guard !value.isNull else {
      return Flag(
        name: FlagName.normalise(key.text), value: .text(""), nameSpan: key.valueSpan,
        valueSpan: value.span, entrySpan: key.span.union(value.span))
    }
    if value.isTemplateExpression {
      let text = Located(facts.file.text(value.span), value.span)
      return Flag(
        name: FlagName.normalise(key.text), value: facts.flagValue(text),
        nameSpan: key.valueSpan, valueSpan: value.span,
        entrySpan: key.span.union(value.span))
    }
    guard value.kind == .scalar else {
      facts.report("\(name).\(key.text) must be a text", value.span)
      return nil
    }
    checkIsText(value, key, facts: &facts)
    return Flag(
      name: FlagName.normalise(key.text),
      value: facts.flagValue(Located(value.text, value.valueSpan)), nameSpan: key.valueSpan,
      valueSpan: value.valueSpan, entrySpan: key.span.union(value.span))
  }

  private func item(_ item: DataNode, facts: inout FactReader) -> Flag? {
    guard item.kind == .mapping, let key = item["name"], key.kind == .scalar, !key.text.isEmpty
    else {
      facts.report("\(name) must have a name and a value in each item", item.span)
      return nil
    }
    guard let value = item["value"] else {
      return Flag(
        name: FlagName.normalise(key.text), value: .text(""), nameSpan: key.valueSpan,
        valueSpan: key.valueSpan, entrySpan: item.span)
    }
    guard let flag = flag(key, value, facts: &facts) else { return nil }
    return Flag(
      name: flag.name, value: flag.value, nameSpan: flag.nameSpan, valueSpan: flag.valueSpan,
      entrySpan: item.span)
  }

  /// kubeadm's values are texts: a bare `true` or `15` is refused by its decoder.
  private func checkIsText(_ value: DataNode, _ key: DataNode, facts: inout FactReader) {
    guard value.style == .plain, value.bool() != nil || value.int() != nil else { return }
    facts.report(
      "\(name).\(key.text) must be a text: quote it, \"\(value.text.prefix(60))\"", value.valueSpan)
  }
}
