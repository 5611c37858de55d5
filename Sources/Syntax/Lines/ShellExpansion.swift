/// One `$…` or backtick expansion of a shell, found but not carried out.
struct ShellExpansion {
  enum Kind {
    /// `$NAME`, `${NAME}`, `${NAME:-…}`; the last stands for its value only if that is not empty.
    case variable(String)
    case variableOrDefault(String)
    case commandOutput
    case expression
  }

  /// Longest `$(…)` that is looked for, in bytes, so that many open ones cost no more than they
  /// are long. What is longer is read as text.
  static let longest = 16_384

  /// Deepest nesting of brackets and quotes that is followed.
  static let deepest = 64

  let kind: Kind
  let range: Range<Int>

  /// The expansion that begins at an offset; `nil` where the byte there stands for itself.
  init?(_ text: MappedText, at offset: Int) {
    guard let first = text.byte(offset) else { return nil }
    if first == UInt8(ascii: "`") {
      guard let end = Self.closingBacktick(text, offset + 1) else { return nil }
      kind = .commandOutput
      range = offset..<end
      return
    }
    guard first == UInt8(ascii: "$"), let next = text.byte(offset + 1) else { return nil }
    if next == UInt8(ascii: "(") {
      guard let end = Self.closing(text, offset + 1) else { return nil }
      kind = .commandOutput
      range = offset..<end
    } else if next == UInt8(ascii: "{") {
      guard let end = Self.closing(text, offset + 1) else { return nil }
      kind = Self.braced(text, offset + 2..<end - 1)
      range = offset..<end
    } else if next.isNameStart {
      let length = text.bytes[(offset + 1)...].prefix(while: \.isNamePart).count
      kind = .variable(text.string(offset + 1..<offset + 1 + length))
      range = offset..<offset + 1 + length
    } else if next.isDigit || "@*#?$!-".utf8.contains(next) {
      kind = .variable(text.string(offset + 1..<offset + 2))
      range = offset..<offset + 2
    } else {
      return nil
    }
  }

  private static func braced(_ text: MappedText, _ inner: Range<Int>) -> Kind {
    let name = text.bytes[inner].prefix(while: \.isNamePart)
    guard name.first?.isNameStart == true else { return .expression }
    let string = String(decoding: name, as: UTF8.self)
    let rest = text.bytes[(inner.lowerBound + name.count)..<inner.upperBound]
    if rest.isEmpty { return .variable(string) }
    let isDefault = rest.starts(with: ":-".utf8) || rest.starts(with: ":?".utf8)
    return isDefault ? .variableOrDefault(string) : .expression
  }

  private static func closingBacktick(_ text: MappedText, _ start: Int) -> Int? {
    var offset = start
    while let byte = text.byte(offset) {
      if byte == UInt8(ascii: "`") { return offset + 1 }
      offset += byte == .backslash ? 2 : 1
    }
    return nil
  }

  /// The offset behind the bracket that closes the one at `start`, over quotes and inner brackets.
  static func closing(_ text: MappedText, _ start: Int) -> Int? {
    var open: [UInt8] = []
    var offset = start
    while offset < start + longest, open.count < deepest, let byte = text.byte(offset) {
      let inDoubleQuotes = open.last == UInt8(ascii: "\"")
      switch byte {
      case .backslash: offset += 1
      case UInt8(ascii: "'") where !inDoubleQuotes:
        let rest = text.bytes[(offset + 1)...].prefix(longest)
        guard let end = rest.firstIndex(of: byte) else { return nil }
        offset = end
      case UInt8(ascii: "\""):
        if inDoubleQuotes { open.removeLast() } else { open.append(byte) }
      case UInt8(ascii: "("), UInt8(ascii: "{"):
        let isExpansion = text.byte(offset - 1) == UInt8(ascii: "$")
        if isExpansion || (!inDoubleQuotes && open.last == nil) || open.last == byte {
          open.append(byte)
        }
      case UInt8(ascii: ")") where open.last == UInt8(ascii: "("),
        UInt8(ascii: "}") where open.last == UInt8(ascii: "{"):
        open.removeLast()
        if open.isEmpty { return offset + 1 }
      default: break
      }
      offset += 1
    }
    return nil
  }
}
