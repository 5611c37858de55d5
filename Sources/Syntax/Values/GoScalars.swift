/// Booleans as Go's `strconv.ParseBool` reads them.
public enum GoBool {
  /// `nil` for every word that Go refuses.
  public static func parse(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": true
    case "0", "f", "F", "false", "FALSE", "False": false
    default: nil
    }
  }
}

/// Whole numbers as Go's flags read them: `strconv.ParseInt` with base 0.
public enum GoInt {
  /// Decimal, `0x`, `0o` or `0`, `0b`, with a sign; `_` after a base prefix or between digits.
  public static func parse(_ text: String) -> Int? {
    var digits = text[...]
    var sign = ""
    if digits.hasPrefix("-") || digits.hasPrefix("+") {
      sign = digits.hasPrefix("-") ? "-" : ""
      digits = digits.dropFirst()
    }
    guard let first = digits.utf8.first, (48...57).contains(first) else { return nil }
    var radix = 10
    let lower = digits.prefix(2).lowercased()
    if let base = ["0x": 16, "0o": 8, "0b": 2][lower] {
      radix = base
      digits = digits.dropFirst(2)
    } else if first == 48, digits.utf8.count > 1 {
      radix = 8
      digits = digits.dropFirst()
    }
    if digits.contains("_") {
      guard !digits.hasSuffix("_"), !digits.contains("__") else { return nil }
    }
    let plain = digits.filter { $0 != "_" }
    guard let head = plain.first, head != "-", head != "+" else { return nil }
    return Int(sign + plain, radix: radix)
  }
}
