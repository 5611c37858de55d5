/// Values as Kubernetes' loader reads them: YAML 1.1 typing (sigs.k8s.io/yaml over go-yaml v2).
extension DataNode {
  /// Whether the value is null: nothing, `~`, or `null` in its three spellings, unquoted.
  package var isNull: Bool {
    guard kind == .scalar, style == .plain else { return false }
    let record = record
    guard record.end - record.start <= 4 else { return false }
    switch text {
    case "", "~", "null", "Null", "NULL": return true
    default: return false
    }
  }

  /// The boolean of an unquoted scalar.
  package func bool() -> Bool? {
    guard kind == .scalar, style == .plain, (1...5).contains(span.range.count) || isAlias else {
      return nil
    }
    switch text {
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": return true
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N": return false
    default: return nil
    }
  }

  /// The whole number of an unquoted scalar: decimal, 0x, 0o or 0b, with `_` between digits.
  package func int() -> Int? {
    guard kind == .scalar, style == .plain, let head = firstByte,
      (48...57).contains(head) || head == UInt8(ascii: "-") || head == UInt8(ascii: "+")
    else { return nil }
    var digits = text
    digits.removeAll { $0 == "_" }
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    guard let first = digits.first, first.isASCII, first.isNumber else { return nil }
    let sign = isNegative ? "-" : ""
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      return Int(sign + digits.dropFirst(2), radix: radix)
    }
    return Int(sign + digits)
  }

  /// The first byte of a scalar that is as it stands in the file.
  private var firstByte: UInt8? {
    let record = record
    guard record.end > record.start, Int(record.start) < tree.file.bytes.count else { return nil }
    return tree.file.bytes[Int(record.start)]
  }

  /// Whether a reader that wants a string gets one: quoted, or not a null, boolean or number.
  package var isString: Bool {
    guard kind == .scalar else { return false }
    if style != .plain { return true }
    return !isNull && bool() == nil && int() == nil && Double(text) == nil
  }

  /// Whether an unquoted `{{ x }}` stands here, which YAML reads as mappings in one another.
  package var isTemplateExpression: Bool {
    guard kind == .mapping, style == .flow else { return false }
    let range = span.range
    return tree.file.bytes[range].starts(with: [UInt8(ascii: "{"), UInt8(ascii: "{")])
  }
}
