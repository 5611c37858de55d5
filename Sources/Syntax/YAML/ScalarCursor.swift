/// Turns libyaml's marks, which count Unicode scalars, into byte offsets: the same where the text is
/// ASCII, else by one cursor that moves with them.
struct ScalarCursor {
  private let text: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var scalar = 0
  private var byte = 0

  init(text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    isASCII = text.allSatisfy { $0 < 0x80 }
  }

  /// The byte offset of a scalar's number, at most the text's length.
  mutating func byte(ofScalar target: Int) -> Int {
    if isASCII { return min(target, text.count) }
    while scalar < target, byte < text.count {
      byte += 1
      while byte < text.count, text[byte] & 0xC0 == 0x80 { byte += 1 }
      scalar += 1
    }
    while scalar > target, byte > 0 {
      byte -= 1
      while byte > 0, text[byte] & 0xC0 == 0x80 { byte -= 1 }
      scalar -= 1
    }
    return byte
  }
}
