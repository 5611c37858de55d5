/// How a text is written as a scalar of YAML or JSON.
enum ScalarText {
  static let doubleQuote = UInt8(ascii: "\"")

  /// In the quotes asked for; without any as it is where that is read back as the same text, else in
  /// double quotes. `mustBeText`: what would be read as a number or a truth value is quoted too.
  static func write(_ text: String, mustBeText: Bool, isFlow: Bool, quote: UInt8?) -> String {
    let isPlain = isPlain(text, inFlow: isFlow) && !(mustBeText && resolves(text))
    guard let quote else { return isPlain ? text : quoted(text) }
    return quote != doubleQuote && fits(text, in: quote) ? "'\(text)'" : quoted(text)
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// Whether a text may stand within quotes as it is.
  static func fits(_ text: String, in quote: UInt8) -> Bool {
    !text.utf8.contains { $0 == quote || $0 == UInt8(ascii: "\\") }
  }

  /// Whether a plain scalar is read back as the same text: a narrow answer that may quote more than
  /// it has to.
  static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.utf8.first, text.utf8.last != UInt8(ascii: ":") else { return false }
    guard isAlphanumeric(first) || first == UInt8(ascii: "/") || text.hasPrefix("--") else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      isAlphanumeric(byte) || "-_./:@=+%".utf8.contains(byte)
        || (!inFlow && byte == UInt8(ascii: ","))
    }
  }

  /// Whether YAML 1.1 may read a plain text as something else than a text.
  static func resolves(_ text: String) -> Bool {
    let words: Set<String> = [
      "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf",
    ]
    guard !words.contains(text.lowercased()), let first = text.utf8.first else { return true }
    // No number has two points; addresses do.
    guard text.utf8.lazy.filter({ $0 == UInt8(ascii: ".") }).count < 2 else { return false }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    return (isDigit || "+-.".utf8.contains(first))
      && text.utf8.allSatisfy { "0123456789abcdefxoABCDEFX_+-.:".utf8.contains($0) }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(character)
    }
    return result
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
