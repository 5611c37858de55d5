internal import ClusterModel
internal import Syntax

/// Reads etcd's configuration file into the flags that its keys stand for. With such a file etcd
/// looks at no other flag and no variable (server/etcdmain/config.go `parse`).
struct EtcdConfigReader {
  private(set) var facts: FactReader

  init(file: SourceFile) { facts = FactReader(file: file, isRunnable: true) }

  /// Whether a document is a configuration of etcd.
  static func recognises(_ root: DataNode) -> Bool {
    root.kind == .mapping && EtcdConfigKeys.areTelling(root.entries.map(\.key.text))
  }

  /// The flags of a document: those of its sections, then those at its top, which an edit may add
  /// to.
  mutating func read(_ root: DataNode) -> [FlagSet] {
    var top: [Flag] = []
    var nested: [Flag] = []
    for (key, value) in root.entries where key.kind == .scalar {
      if let prefix = EtcdConfigKeys.sections[key.text] {
        guard let section = facts.mapping(value, key.text) else { continue }
        for (name, value) in section.entries where name.kind == .scalar {
          if let flag = flag(prefix + name.text, name, value) { nested.append(flag) }
        }
      } else if let flag = flag(key.text, key, value) {
        top.append(flag)
      }
    }
    let anchor = top.first?.nameSpan ?? root.span
    let sets = [(nested, FlagSet.Style.derived), (top, .mapping(stringsOnly: false))]
    return sets.filter { !$0.0.isEmpty || $0.1 != .derived }.map { flags, style in
      FlagSet(
        component: .etcd, machines: .all, flags: flags, absence: .isDefault, style: style,
        anchor: anchor, format: .etcdConfig)
    }
  }

  private mutating func flag(_ name: String, _ key: DataNode, _ value: DataNode) -> Flag? {
    guard value.kind == .scalar else {
      if EtcdConfigKeys.texts.contains(name) || EtcdConfigKeys.numbers.contains(name) {
        _ = facts.scalar(value, name)
      }
      return nil
    }
    // An empty value is none, and quotes may hold an empty text.
    guard !value.isNull, !value.text.isEmpty else { return nil }
    let text =
      value.bool().map { $0 ? "true" : "false" } ?? number(name, value) ?? value.text
    let known = facts.flagValue(Located(text, value.valueSpan))
    if value.style != .plain, case .text = known { reportQuotes(name, value) }
    return Flag(
      name: FlagName.normalise(name), value: known, nameSpan: key.valueSpan,
      valueSpan: value.valueSpan, entrySpan: key.span.union(value.span))
  }

  /// A number that no flag could have, as etcd gets it: the loader makes JSON of it, in which 100.0
  /// and 1e2 are 100.
  private func number(_ name: String, _ value: DataNode) -> String? {
    guard EtcdConfigKeys.numbers.contains(name), EtcdTiming.milliseconds(value.text) == nil,
      !value.isString
    else { return nil }
    if let whole = value.int() { return String(whole) }
    return Double(value.text.filter { $0 != "_" }).flatMap { Int(exactly: $0) }.map { String($0) }
  }

  private mutating func reportQuotes(_ name: String, _ value: DataNode) {
    if EtcdConfigKeys.numbers.contains(name) {
      facts.report("\(name) is a text in quotes; etcd wants a number and refuses it", value.span)
    } else if EtcdConfigKeys.booleans.contains(name) {
      facts.report(
        "\(name) is a text in quotes; etcd wants true or false and refuses it", value.span)
    }
  }
}
