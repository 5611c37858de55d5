/// One escape of C as systemd's `cunescape_one` takes it.
struct CEscape {
  /// What it stands for.
  let bytes: [UInt8]
  /// Number of bytes after the backslash.
  let length: Int

  /// The escape whose first byte after the backslash is at `offset`; `nil` where it is none.
  init?(_ text: MappedText, at offset: Int, end: Int) {
    guard offset < end, let first = text.byte(offset) else { return nil }
    if let byte = Self.simple(first) {
      bytes = [byte]
      length = 1
      return
    }
    let (digits, radix, prefix): (Int, Int, Int)
    switch first {
    case UInt8(ascii: "x"): (digits, radix, prefix) = (2, 16, 1)
    case UInt8(ascii: "u"): (digits, radix, prefix) = (4, 16, 1)
    case UInt8(ascii: "U"): (digits, radix, prefix) = (8, 16, 1)
    case 0x30...0x37: (digits, radix, prefix) = (3, 8, 0)
    default: return nil
    }
    guard offset + prefix + digits <= end else { return nil }
    var code = 0
    for index in offset + prefix..<offset + prefix + digits {
      guard let digit = text.bytes[index].hexValue, digit < radix else { return nil }
      code = code * radix + digit
    }
    guard code > 0 else { return nil }
    length = prefix + digits
    if first == UInt8(ascii: "u") || first == UInt8(ascii: "U") {
      guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
      bytes = Array(String(Character(scalar)).utf8)
    } else {
      guard let byte = UInt8(exactly: code) else { return nil }
      bytes = [byte]
    }
  }

  private static func simple(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "a"): 7
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "v"): 11
    case UInt8(ascii: "s"): 32
    case .backslash, UInt8(ascii: "\""), UInt8(ascii: "'"): byte
    default: nil
    }
  }
}
