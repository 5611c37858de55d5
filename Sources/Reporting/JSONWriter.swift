/// Writes JSON with the keys in the order given: pretty by two blanks or on one line, numbers as
/// short as they can be read back, text always valid UTF-8 of which a terminal obeys nothing.
package struct JSONWriter {
  private var bytes: [UInt8] = []
  private var depth = 0
  /// Whether each open collection has something in it.
  private var hasItems = [false]
  private let isCompact: Bool

  package init(isCompact: Bool = false) {
    self.isCompact = isCompact
    bytes.reserveCapacity(4096)
  }

  /// The text, ended by a line break.
  package consuming func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  // MARK: Items of an array, or the whole document

  /// An object as an item.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    startItem()
    collection("{", "}", body)
  }

  /// An array as an item.
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    startItem()
    collection("[", "]", body)
  }

  /// A whole number as an item.
  package mutating func number(_ value: Int) {
    startItem()
    raw(String(value))
  }

  /// A text as an item.
  package mutating func item(_ text: String) {
    startItem()
    write(text)
  }

  /// An array of texts inside an array.
  package mutating func item(_ texts: [String]) {
    startItem()
    collection("[", "]") { writer in
      for text in texts { writer.item(text) }
    }
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

  /// `null` under a key.
  package mutating func null(_ key: String) {
    startField(key)
    raw("null")
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

  /// The shortest decimals that read back as the same number; `null` for what JSON has no number
  /// for.
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
    guard depth > 0 else { return }
    if hasItems[depth] { bytes.append(UInt8(ascii: ",")) }
    hasItems[depth] = true
    newLine()
  }

  private mutating func startField(_ key: String) {
    startItem()
    write(key)
    raw(isCompact ? ":" : ": ")
  }

  private mutating func newLine() {
    guard !isCompact else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(depth * 2) { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { appendEscaped($0[...]) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Copies what needs no escape in runs.
  private mutating func appendEscaped(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
    var run = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      guard Self.mayNeedEscape(text[index]) else {
        index += 1
        continue
      }
      let (escape, length) = Self.escape(text[index...])
      if let escape {
        bytes.append(contentsOf: text[run..<index])
        bytes.append(contentsOf: escape.utf8)
        run = index + length
      }
      index += length
    }
    bytes.append(contentsOf: text[run...])
  }

  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3: true
    default: false
    }
  }

  /// The escape of the first scalar, where it needs one, and the scalar's length in bytes.
  private static func escape(
    _ text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (text: String?, length: Int) {
    var decoder = UTF8()
    var iterator = text.prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return ("\\ufffd", 1) }
    let length = UTF8.width(scalar)
    switch scalar {
    case "\"": return ("\\\"", length)
    case "\\": return ("\\\\", length)
    case "\n": return ("\\n", length)
    case "\t": return ("\\t", length)
    case "\r": return ("\\r", length)
    default: break
    }
    guard Visible.isHidden(scalar) else { return (nil, length) }
    let units = UTF16.encode(scalar).map { Array($0) } ?? []
    let escape = units.map { unit in
      let hex = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
    }
    return (escape.joined(), length)
  }
}
