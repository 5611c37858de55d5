internal import Reporting

/// A value of a document that is about to be written, keys in their order.
indirect enum SpecValue: Equatable {
  case text(String)
  case number(String)
  case bool(Bool)
  case list([SpecValue])
  case map([(key: String, value: SpecValue)])

  static func == (left: SpecValue, right: SpecValue) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)), (.number(let left), .number(let right)):
      left == right
    case (.bool(let left), .bool(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  /// A list of texts.
  static func texts(_ texts: [String]) -> SpecValue { .list(texts.map { .text($0) }) }

  /// Whether it is a collection without anything in it.
  var isEmpty: Bool {
    switch self {
    case .list(let items): items.isEmpty
    case .map(let entries): entries.isEmpty
    case .text, .number, .bool: false
    }
  }
}

/// A mapping that takes only what there is.
struct SpecMap {
  var entries: [(key: String, value: SpecValue)] = []

  init() {}

  /// Adds a key; nothing for `nil` and for empty collections.
  mutating func add(_ key: String, _ value: SpecValue?) {
    if let value, !value.isEmpty { entries.append((key, value)) }
  }

  mutating func add(_ key: String, _ text: String?) { add(key, text.map { SpecValue.text($0) }) }

  var value: SpecValue { .map(entries) }
}

/// Writes values as block YAML that reads back as the same.
struct SpecYAML {
  private(set) var text = ""

  /// A document whose root is a mapping.
  init(_ root: SpecValue) {
    if case .map(let entries) = root { write(entries, indent: 0) }
  }

  private mutating func write(_ entries: [(key: String, value: SpecValue)], indent: Int) {
    for (index, entry) in entries.enumerated() {
      // The first key of an item stands behind its dash.
      if index > 0 || !text.hasSuffix("- ") { text += String(repeating: " ", count: indent) }
      text += "\(Self.scalar(entry.key)):"
      writeBehindKey(entry.value, indent: indent)
    }
  }

  private mutating func writeBehindKey(_ value: SpecValue, indent: Int) {
    switch value {
    case .map(let entries):
      text += entries.isEmpty ? " {}\n" : "\n"
      write(entries, indent: indent + 2)
    case .list(let items):
      text += items.isEmpty ? " []\n" : "\n"
      for item in items { write(item: item, indent: indent + 2) }
    default: text += " \(Self.inline(value))\n"
    }
  }

  private mutating func write(item: SpecValue, indent: Int) {
    text += String(repeating: " ", count: indent) + "- "
    switch item {
    case .map(let entries) where !entries.isEmpty: write(entries, indent: indent + 2)
    default: text += "\(Self.inline(item))\n"
    }
  }

  private static func inline(_ value: SpecValue) -> String {
    switch value {
    case .text(let text): scalar(text)
    case .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .list(let items): "[\(items.map(inFlow).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\(quoted($0.key)): \(inFlow($0.value))" }.joined(separator: ", "))}"
    }
  }

  private static func inFlow(_ value: SpecValue) -> String {
    if case .text(let text) = value { quoted(text) } else { inline(value) }
  }

  /// Words that YAML readers take for something else than text.
  private static let words: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "nan", "inf",
  ]

  /// Plain where every reader takes it for the same text.
  static func scalar(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return "\"\""
    }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic
          || "0123456789._/:+@%=,-".unicodeScalars.contains(scalar))
    }
    let isLetter = first.properties.isAlphabetic || first == "/"
    let isAddress = text.split(separator: ".").count == 4 && first.properties.numericType != nil
    guard isPlain, isLetter || isAddress, last != ":", !words.contains(text.lowercased()) else {
      return quoted(text)
    }
    return text
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        let isUnsafe =
          scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value)
          || (0x2028...0x2029).contains(scalar.value) || scalar.value == 0xFEFF
        if isUnsafe {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}

extension JSONWriter {
  /// A value under a key.
  mutating func field(_ key: String, spec value: SpecValue) {
    switch value {
    case .text(let text): field(key, text)
    case .number(let text):
      if let number = Int(text) { field(key, number) } else { field(key, Double(text)) }
    case .bool(let flag): field(key, flag)
    case .list(let items): array(key) { writer in items.forEach { writer.item(spec: $0) } }
    case .map(let entries):
      object(key) { writer in entries.forEach { writer.field($0.key, spec: $0.value) } }
    }
  }

  /// A value as an item, or the whole document.
  mutating func item(spec value: SpecValue) {
    switch value {
    case .text(let text), .number(let text): item(text)
    case .bool(let flag): item(flag ? "true" : "false")
    case .list(let items): array { writer in items.forEach { writer.item(spec: $0) } }
    case .map(let entries):
      object { writer in entries.forEach { writer.field($0.key, spec: $0.value) } }
    }
  }
}
