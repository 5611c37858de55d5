/// Text inside XML or HTML: nothing of it is markup, and what XML forbids is shown as text.
enum XMLText {
  /// For attributes in double quotes and for the text between tags.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in Visible.text(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result += Visible.escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
