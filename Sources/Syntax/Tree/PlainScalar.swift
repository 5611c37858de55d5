/// YAML 1.1 types of plain scalars as go-yaml v2 resolves them (`goyaml.v2/resolve.go` in
/// `sigs.k8s.io/yaml`).
enum PlainScalar {
  static func isNull(_ text: String) -> Bool {
    switch text {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  /// A look at the bytes that every boolean passes, and few other texts.
  static func mayBeBool(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.first.map({ $0 | 0x20 }) {
    case UInt8(ascii: "y"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "f"),
      UInt8(ascii: "o"):
      true
    default: false
    }
  }

  /// A look at the bytes that every integer passes, and few other texts.
  static func mayBeInt(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, first <= UInt8(ascii: "9") else { return false }
    return bytes.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x46, 0x61...0x66, UInt8(ascii: "_"), UInt8(ascii: "x"),
        UInt8(ascii: "X"), UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "+"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  static func bool(_ text: String) -> Bool? {
    switch text {
    case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": true
    case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": false
    default: nil
    }
  }

  static func int(_ text: String) -> Int? {
    guard let (isNegative, digits, radix) = integerParts(text) else { return nil }
    return Int((isNegative ? "-" : "") + digits, radix: radix)
  }

  /// Whether a plain scalar is a null, a boolean or a number rather than a string.
  static func isTyped(_ text: String) -> Bool {
    isNull(text) || bool(text) != nil || integerParts(text) != nil || isFloat(text)
  }

  /// Sign, digits and radix of an integer of any size, as Go's base 0 has them.
  private static func integerParts(_ text: String) -> (Bool, String, Int)? {
    var rest = Substring(text)
    guard let first = text.utf8.first else { return nil }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    if isSigned { rest = rest.dropFirst() }
    guard let digit = rest.utf8.first, (0x30...0x39).contains(digit) else { return nil }
    let digits = rest.utf8.contains(UInt8(ascii: "_")) ? rest.filter { $0 != "_" } : String(rest)
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0b", 2), ("0B", 2), ("0o", 8), ("0O", 8)]
    where digits.hasPrefix(prefix) {
      return valid(digits.dropFirst(2), radix).map { (first == UInt8(ascii: "-"), $0, radix) }
    }
    let isOctal = digits.utf8.count > 1 && digits.hasPrefix("0")
    let radix = isOctal ? 8 : 10
    return valid(digits[...], radix).map { (first == UInt8(ascii: "-"), $0, radix) }
  }

  private static func valid(_ digits: Substring, _ radix: Int) -> String? {
    let isValid =
      !digits.isEmpty
      && digits.allSatisfy { character in
        character.isASCII && character.hexDigitValue.map { $0 < radix } ?? false
      }
    return isValid ? String(digits) : nil
  }

  private static func isFloat(_ text: String) -> Bool {
    switch text {
    case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
      "-.Inf", "-.INF":
      return true
    default: break
    }
    guard text.utf8.first != UInt8(ascii: "_") else { return false }
    var bytes = Substring(text).utf8.filter { $0 != UInt8(ascii: "_") }[...]
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      bytes = bytes.dropFirst()
    }
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    let whole = bytes.prefix(while: isDigit)
    bytes = bytes.dropFirst(whole.count)
    var hasFraction = false
    if bytes.first == UInt8(ascii: ".") {
      let fraction = bytes.dropFirst().prefix(while: isDigit)
      hasFraction = !fraction.isEmpty
      bytes = bytes.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || hasFraction else { return false }
    guard let exponent = bytes.first else { return true }
    guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
    bytes = bytes.dropFirst()
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      bytes = bytes.dropFirst()
    }
    return !bytes.isEmpty && bytes.allSatisfy(isDigit)
  }
}
