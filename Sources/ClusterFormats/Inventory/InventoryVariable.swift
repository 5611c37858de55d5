internal import Syntax

/// A variable of a host or a group, as an inventory or a file of variables states it.
struct InventoryVariable {
  /// What it holds: a word of a line, or a node of YAML.
  enum Value {
    case text(Located<String>)
    case node(DataNode)
  }

  let name: String
  let nameSpan: Span
  let value: Value

  /// A single value; `nil` where it is null, empty, a list or a mapping.
  var text: Located<String>? {
    switch value {
    case .text(let text): text.value.isEmpty ? nil : text
    case .node(let node): node.isFilledScalar ? Located(node.text, node.valueSpan) : nil
    }
  }

  /// The node of a mapping or list; `nil` for a single value.
  var collection: DataNode? {
    if case .node(let node) = value, node.kind != .scalar { node } else { nil }
  }

  /// All of it: name and value, with the value's quotes.
  var entrySpan: Span {
    switch value {
    case .text(let text): text.span.start >= nameSpan.end ? nameSpan.union(text.span) : text.span
    case .node(let node): nameSpan.union(node.span)
    }
  }

  /// Whether Ansible works the value out when it runs: `{{ … }}`.
  static func isExpression(_ text: String) -> Bool {
    text.contains("{{") || text.contains("{%")
  }

  /// Whether the text stands for true, as Ansible's `bool` filter reads it
  /// (module_utils/parsing/convert_bool.py); `nil` for anything else than yes or no.
  static func bool(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "on", "1", "y", "t", "1.0": true
    case "false", "no", "off", "0", "n", "f", "0.0": false
    default: nil
    }
  }
}
