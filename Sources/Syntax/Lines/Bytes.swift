/// Questions about single bytes that every reader of lines asks.
extension UInt8 {
  /// Blank or tab.
  public var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// Blank, tab, line feed, carriage return: systemd's WHITESPACE.
  public var isWhitespace: Bool { isBlank || isLineBreak }
  /// Line feed or carriage return.
  public var isLineBreak: Bool { self == 0x0A || self == 0x0D }
  /// `0` to `9`.
  public var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// `A` to `Z`.
  public var isUppercase: Bool { self >= 0x41 && self <= 0x5A }
  /// `a` to `z`.
  public var isLowercase: Bool { self >= 0x61 && self <= 0x7A }
  /// A letter of ASCII.
  public var isLetter: Bool { isUppercase || isLowercase }
  /// May begin a variable's name.
  public var isNameStart: Bool { isLetter || self == 0x5F }
  /// A letter, a digit or `_`.
  public var isNamePart: Bool { isNameStart || isDigit }
  /// `\\`.
  public static let backslash = UInt8(ascii: "\\")

  var hexValue: Int? {
    switch self {
    case 0x30...0x39: Int(self) - 0x30
    case 0x41...0x46: Int(self) - 0x37
    case 0x61...0x66: Int(self) - 0x57
    default: nil
    }
  }
}

extension MappedText {
  /// A physical line: its text without the line break, and where the next line begins.
  struct PhysicalLine {
    let content: Range<Int>
    let next: Int
  }

  /// The line that begins at an offset. LF, CRLF, LFCR and CR end it, as in systemd's `read_line`
  /// where `breaksAtCarriageReturn`, otherwise only LF and CRLF.
  func physicalLine(at start: Int, breaksAtCarriageReturn: Bool = false) -> PhysicalLine {
    var end = start
    while end < count, bytes[end] != 0x0A, !(breaksAtCarriageReturn && bytes[end] == 0x0D) {
      end += 1
    }
    var next = end
    if let byte = byte(end) {
      next = end + 1
      if breaksAtCarriageReturn, let other = self.byte(next), other.isLineBreak, other != byte {
        next += 1
      }
      if byte == 0x0A, end > start, bytes[end - 1] == 0x0D { end -= 1 }
    }
    return PhysicalLine(content: start..<end, next: next)
  }

  /// The range without blanks and line breaks at both ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, bytes[low].isWhitespace { low += 1 }
    while high > low, bytes[high - 1].isWhitespace { high -= 1 }
    return low..<high
  }

  /// The end of a `{{ … }}` that begins at an offset and ends on its line.
  func templateEnd(at offset: Int) -> Int? {
    guard has("{{", at: offset) else { return nil }
    var place = offset + 2
    while place < offset + 160, let byte = byte(place), byte != 0x0A {
      if has("}}", at: place) { return place + 2 }
      place += 1
    }
    return nil
  }

  /// Number of backslashes that end the range.
  func trailingBackslashes(_ range: Range<Int>) -> Int {
    var count = 0
    while range.upperBound - count > range.lowerBound,
      bytes[range.upperBound - count - 1] == .backslash
    {
      count += 1
    }
    return count
  }

  /// Whether the ASCII text stands at an offset.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    text.withUTF8Buffer { wanted in
      guard offset >= 0, offset + wanted.count <= count else { return false }
      for index in 0..<wanted.count where bytes[offset + index] != wanted[index] { return false }
      return true
    }
  }
}
