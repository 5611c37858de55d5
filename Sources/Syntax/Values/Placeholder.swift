/// Values that somebody still has to fill in: `$(X)`, `${X}`, `<x>`, `{{ x }}`, bare upper-case marks,
/// documentation addresses.
public struct Placeholder: Hashable, Sendable {
  /// How it is marked.
  public enum Kind: Hashable, Sendable {
    /// `$(X)`, `${X}`, `$${X}`, `$X`, `%{X}`: filled in by a shell, a template, or nobody.
    case variable
    /// `{{ x }}`, `{% x %}`.
    case template
    /// `<x>`.
    case angle
    /// `MASTER_IP`.
    case bareWord
    /// An address of the nets kept for documentation.
    case documentationAddress

    /// Whether the value is unknown; a documentation address is a value, though nobody's.
    public var hidesValue: Bool { self != .documentationAddress }
  }

  public let kind: Kind
  /// Byte offsets in the text that was searched.
  public let range: Range<Int>

  /// Bytes of a placeholder; a longer one is none, so that no input costs quadratic time.
  private static let longest = 256

  /// Whether a value is not known because of what stands in it.
  public static func isUnknown(_ text: String) -> Bool {
    find(in: text).contains { $0.kind.hidesValue }
  }

  /// Every placeholder of one value, in order; places are byte offsets of the text.
  public static func find(in text: String) -> [Placeholder] {
    let mayHold = text.utf8.withContiguousStorageIfAvailable(mayHoldAny) ?? true
    return mayHold ? find(in: Array(text.utf8)[...]) : []
  }

  /// Every placeholder of one value, in order; places are indices of the slice.
  public static func find(in value: ArraySlice<UInt8>) -> [Placeholder] {
    guard value.withUnsafeBufferPointer(mayHoldAny) else { return [] }
    var found: [Placeholder] = []
    var index = value.startIndex
    while index < value.endIndex {
      if let placeholder = delimited(value, index) {
        found.append(placeholder)
        index = placeholder.range.upperBound
      } else {
        index += 1
      }
    }
    if found.isEmpty { found = words(in: value) }
    return found
  }

  /// A quick look that nearly every value fails: a mark's first byte, upper case with `_`, or the
  /// beginning of a documentation net.
  private static func mayHoldAny(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    var upper = 0
    var digits = 0
    for byte in value {
      switch byte {
      case UInt8(ascii: "$"), UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "%"): return true
      case 65...90: upper += 1
      case 48...57: digits += 1
      default: break
      }
    }
    return upper >= 3 || digits >= 4 && value.indices.contains { beginsNet(value, at: $0) }
  }

  /// Whether a net that is kept for documentation may begin at a place.
  private static func beginsNet(_ value: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    func begins(_ text: StaticString) -> Bool {
      ByteSearch.starts(with: text, at: place, in: value, limit: value.count)
    }
    switch value[place] {
    case UInt8(ascii: "1"): return begins("192.0.2.") || begins("198.51.100.")
    case UInt8(ascii: "2"): return begins("203.0.113.") || begins("2001:")
    default: return false
    }
  }

  private static func delimited(_ value: ArraySlice<UInt8>, _ index: Int) -> Placeholder? {
    let rest = value[index...]
    func through(_ open: String, _ close: String, _ kind: Kind) -> Placeholder? {
      guard rest.starts(with: open.utf8),
        let end = find(Array(close.utf8), in: rest.dropFirst(open.utf8.count).prefix(longest))
      else { return nil }
      return Placeholder(kind: kind, range: index..<(end + close.utf8.count))
    }
    switch rest.first {
    case UInt8(ascii: "$"):
      return through("$${", "}", .variable) ?? through("${", "}", .variable)
        ?? through("$(", ")", .variable) ?? bareVariable(rest, index)
    case UInt8(ascii: "{"): return through("{{", "}}", .template) ?? through("{%", "%}", .template)
    case UInt8(ascii: "%"): return through("%{", "}", .variable)
    case UInt8(ascii: "<"): return angle(rest, index)
    default: return nil
    }
  }

  private static func find(_ mark: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    var index = text.startIndex
    while index + mark.count <= text.endIndex {
      if text[index...].starts(with: mark) { return index }
      index += 1
    }
    return nil
  }

  private static func bareVariable(_ rest: ArraySlice<UInt8>, _ index: Int) -> Placeholder? {
    let name = rest.dropFirst().prefix { isWord($0) }
    guard let first = name.first, !(48...57).contains(first) else { return nil }
    return Placeholder(kind: .variable, range: index..<name.endIndex)
  }

  /// `<node-ip>`: letters, digits, `-`, `_`, `.` and blanks, beginning with a letter.
  private static func angle(_ rest: ArraySlice<UInt8>, _ index: Int) -> Placeholder? {
    let name = rest.dropFirst().prefix { isWord($0) || [0x20, 0x2D, 0x2E].contains($0) }
    guard let first = name.first, isLetter(first), name.endIndex < rest.endIndex,
      rest[name.endIndex] == UInt8(ascii: ">"), name.count <= 64
    else { return nil }
    return Placeholder(kind: .angle, range: index..<(name.endIndex + 1))
  }

  /// Hosts and whole values that are marks or documentation addresses.
  private static func words(in value: ArraySlice<UInt8>) -> [Placeholder] {
    var found: [Placeholder] = []
    for piece in value.split(whereSeparator: { [0x2C, 0x2F, 0x3D, 0x20, 0x5B, 0x5D].contains($0) })
    {
      let isVersion6 = piece.reduce(0) { $0 + ($1 == UInt8(ascii: ":") ? 1 : 0) } > 1
      let host = isVersion6 ? piece : piece.prefix { $0 != UInt8(ascii: ":") }
      let range = host.startIndex..<host.endIndex
      if host.withUnsafeBufferPointer({ !$0.isEmpty && beginsNet($0, at: 0) }) {
        if IPAddress.parse(String(decoding: host, as: UTF8.self))?.isDocumentation == true {
          found.append(Placeholder(kind: .documentationAddress, range: range))
        }
      } else if host.allSatisfy(mayBeOfMark), isMark(String(decoding: host, as: UTF8.self)) {
        found.append(Placeholder(kind: .bareWord, range: range))
      }
    }
    return found
  }

  private static let markWords: Set<String> = [
    "CHANGEME", "TODO", "FIXME", "PLACEHOLDER", "REPLACEME",
  ]
  private static let markParts: Set<String> = [
    "IP", "ADDRESS", "ADDR", "HOST", "HOSTNAME", "NAME", "URL", "PORT", "ENDPOINT", "ENDPOINTS",
    "VIP", "DOMAIN", "YOUR", "CHANGE", "REPLACE", "SERVER", "SERVERS", "CLUSTER", "TOKEN", "ME",
  ]

  /// `INTERNAL_IP`, `K8SHA_IP1`, `CHANGE_ME`, `XXXX`: upper case, with a part that names what is missing;
  /// a cipher suite or an authorisation mode is none.
  private static func isMark(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "_")) else {
      return markWords.contains(text)
        || text.utf8.count >= 3 && text.utf8.allSatisfy { $0 == UInt8(ascii: "X") }
    }
    guard !text.hasPrefix("TLS_") else { return false }
    return text.split(separator: "_").contains { part in
      var part = part
      while let last = part.last, last.isNumber { part = part.dropLast() }
      return markParts.contains(String(part))
    }
  }

  private static func mayBeOfMark(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}
