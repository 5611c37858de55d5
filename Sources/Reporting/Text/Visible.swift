/// Text that cannot harm a terminal: what it would obey is shown, not sent.
package enum Visible {
  /// Control characters, line breaks too, as `\u{…}`; so are marks that turn the direction of what
  /// follows, and characters that show as nothing.
  package static func text(_ text: String) -> String {
    guard text.utf8.contains(where: mayBeginHidden), text.unicodeScalars.contains(where: isHidden)
    else { return text }
    var visible = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        visible += escape(scalar)
      } else {
        visible.unicodeScalars.append(scalar)
      }
    }
    return visible
  }

  /// A path as it may be printed.
  package static func path(_ path: String) -> String { text(path) }

  /// `\u{1b}`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }

  /// Controls, line separators, marks of direction, and what shows as nothing but joiners, which
  /// scripts and pictographs need.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Whether a hidden scalar may begin with the byte; most text has none such.
  private static func mayBeginHidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3: true
    default: false
    }
  }
}
