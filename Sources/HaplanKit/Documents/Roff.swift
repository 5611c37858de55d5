/// Text for man(7).
enum Roff {
  /// Nothing of the text is a request; a minus sign stays one.
  static func escaped(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var result = ""
      for scalar in line.unicodeScalars {
        switch scalar {
        case "\\": result += "\\e"
        case "-": result += "\\-"
        case _ where !scalar.isASCII:
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let zeros = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
          result += "\\[u\(zeros)\(digits)]"
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
    }
    return lines.joined(separator: "\n")
  }

  /// As one argument of a request.
  static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }
}
