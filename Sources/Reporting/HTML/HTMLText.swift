/// Text of the input inside HTML, SVG and XML.
enum HTMLText {
  /// Nothing of the input is markup, and nothing in it hides.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in Visible.text(text).unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
