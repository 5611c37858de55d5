/// Texts of YAML documents that haplan writes.
enum SpecText {
  private static let words: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null",
  ]

  /// As YAML reads it back as text: bare where that is certain.
  static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
        || "-./:_".utf8.contains(byte)
    }
    let isLetter = text.utf8.first.map { (97...122).contains($0 | 0x20) } ?? false
    let isAddress = text.split(separator: ".").count == 4 && text.utf8.first != 0x2E
    if isPlain, isLetter || isAddress, text.utf8.last != 0x3A, text.utf8.last != 0x2E,
      !words.contains(text.lowercased())
    {
      return text
    }
    var escaped = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped + "\""
  }
}
