/// Writes JSON with the keys in the order given: pretty by two blanks, numbers as short as they can
/// be read back, text always valid UTF-8.
package struct JSONWriter {
  private var bytes: [UInt8] = []
  private var depth = 0
  /// Whether the open collection has something in it.
  private var hasItems = [false]

  package init() { bytes.reserveCapacity(4096) }

  /// The text, ended by a line break.
  package consuming func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  // MARK: Items of an array, or the whole document

  /// An object as an item, or as the whole document.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    startItem()
    collection("{", "}", body)
  }

  /// A text as an item.
  package mutating func item(_ text: String) {
    startItem()
    write(text)
  }

  // MARK: Fields of an object

  /// An object under a key.
  package mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
    startField(key)
    collection("{", "}", body)
  }

  /// An array under a key.
  package mutating func array(_ key: String, _ body: (inout JSONWriter) -> Void) {
    startField(key)
    collection("[", "]", body)
  }

  /// An array of texts.
  package mutating func strings(_ key: String, _ values: [String]) {
    array(key) { writer in
      for value in values { writer.item(value) }
    }
  }

  /// A text under a key; `nil` is `null`.
  package mutating func field(_ key: String, _ value: String?) {
    startField(key)
    if let value { write(value) } else { raw("null") }
  }

  /// A whole number under a key; `nil` is `null`.
  package mutating func field(_ key: String, _ value: Int?) {
    startField(key)
    raw(value.map { String($0) } ?? "null")
  }

  /// A number under a key, in the fewest digits that read back the same; `nil` and what is not
  /// finite are `null`.
  package mutating func field(_ key: String, _ value: Double?) {
    startField(key)
    guard let value, value.isFinite else { return raw("null") }
    raw(value.description)
  }

  /// A truth value under a key.
  package mutating func field(_ key: String, _ value: Bool) {
    startField(key)
    raw(value ? "true" : "false")
  }

  /// A count in decimals: a number up to 2^53, else a text, since readers lose digits above.
  package mutating func field(_ key: String, count: String?) {
    startField(key)
    guard let count else { return raw("null") }
    if let number = Int(count), number <= 1 << 53 { raw(count) } else { write(count) }
  }

  // MARK: Text

  private mutating func collection(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    depth += 1
    hasItems.append(false)
    body(&self)
    depth -= 1
    if hasItems.removeLast() { newLine() }
    bytes.append(UInt8(ascii: close))
  }

  private mutating func startItem() {
    if depth > 0 {
      if hasItems[depth] { bytes.append(UInt8(ascii: ",")) }
      hasItems[depth] = true
      newLine()
    }
  }

  private mutating func startField(_ key: String) {
    startItem()
    write(key)
    raw(": ")
  }

  private mutating func newLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(depth * 2) { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func raw(_ text: String) { bytes += Array(text.utf8) }

  private static let digits = Array("0123456789abcdef".utf8)

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: raw("\\n")
      case 0x09: raw("\\t")
      case 0x0D: raw("\\r")
      case 0..<0x20, 0x7F:
        raw("\\u00")
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
