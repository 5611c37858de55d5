/// What a shell puts in place of `$…` and backslashes.
enum ShellExpansion {
  /// Bytes of an expansion; a longer one is taken as text, so that no input costs quadratic time.
  private static let longest = 4096

  /// The range of the expansion that begins at a `$` or a backquote; of one byte where none does.
  static func range(in bytes: [UInt8], at index: Int) -> Range<Int> {
    if bytes[index] == UInt8(ascii: "`") {
      let end = bytes[(index + 1)...].prefix(longest).firstIndex(of: UInt8(ascii: "`"))
      return index..<(end.map { $0 + 1 } ?? index + 1)
    }
    guard index + 1 < bytes.count else { return index..<(index + 1) }
    switch bytes[index + 1] {
    case UInt8(ascii: "{"): return index..<closing(bytes, index + 1, "{", "}")
    case UInt8(ascii: "("): return index..<closing(bytes, index + 1, "(", ")")
    case let next where isName(next):
      if (48...57).contains(next) { return index..<(index + 2) }
      var end = index + 1
      while end < bytes.count, isName(bytes[end]) { end += 1 }
      return index..<end
    case UInt8(ascii: "@"), UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "#"):
      return index..<(index + 2)
    default: return index..<(index + 1)
    }
  }

  /// The place behind the bracket that closes the one at `start`; right behind `$` where none does.
  private static func closing(
    _ bytes: [UInt8], _ start: Int, _ open: Unicode.Scalar, _ close: Unicode.Scalar
  ) -> Int {
    var depth = 0
    var index = start
    let limit = min(bytes.count, start + longest)
    while index < limit {
      if bytes[index] == UInt8(ascii: open) { depth += 1 }
      if bytes[index] == UInt8(ascii: close) {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
      index += 1
    }
    return start
  }

  /// The variable's name of `$X` or `${X}`; `nil` for anything more.
  static func name(in bytes: [UInt8], _ range: Range<Int>) -> String? {
    var inner = bytes[range].dropFirst()
    if inner.first == UInt8(ascii: "{"), inner.last == UInt8(ascii: "}") {
      inner = inner.dropFirst().dropLast()
    }
    guard let first = inner.first, isName(first), inner.allSatisfy(isName) else { return nil }
    return String(decoding: inner, as: UTF8.self)
  }

  /// The body of an unquoted heredoc as its command reads it.
  static func heredoc(_ raw: MappedText, _ variables: [String: MappedText]) -> MappedText {
    var body = MappedText()
    var index = 0
    while index < raw.count {
      let byte = raw.bytes[index]
      let next = index + 1 < raw.count ? raw.bytes[index + 1] : 0
      if byte == UInt8(ascii: "\\") {
        switch next {
        case UInt8(ascii: "\n"): index += 2
        case UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"):
          body.append(raw, at: index + 1)
          index += 2
        default:
          body.append(raw, at: index)
          index += 1
        }
      } else if byte == UInt8(ascii: "$") {
        let range = range(in: raw.bytes, at: index)
        if let name = name(in: raw.bytes, range), let value = variables[name] {
          body.append(value)
        } else {
          body.append(raw[range])
        }
        index = range.upperBound
      } else {
        body.append(raw, at: index)
        index += 1
      }
    }
    return body
  }

  /// The end of `<name>` at an index; `nil` where it is no such mark.
  static func angleMark(_ bytes: [UInt8], _ index: Int) -> Int? {
    var end = index + 1
    while end < bytes.count, isName(bytes[end]) || bytes[end] == UInt8(ascii: "-") { end += 1 }
    guard end > index + 1, end < bytes.count, bytes[end] == UInt8(ascii: ">") else { return nil }
    return end + 1
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
      || byte == UInt8(ascii: "_")
  }
}
