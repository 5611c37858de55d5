/// Turns libyaml's positions, which count Unicode scalars, into byte offsets. They come nearly in
/// order, so that one walk over the text serves them all; an ASCII text needs none.
struct ByteCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isIdentity: Bool
  private let base: Int
  private var scalar = 0
  private var offset = 0

  /// `bytes` are the parsed ones; offsets are given from `base`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
    self.bytes = bytes
    self.base = base
    isIdentity = isASCII(bytes)
  }

  /// The byte offset of a scalar's number; the end of the text if it lies beyond.
  @inline(__always)
  mutating func offset(of index: Int) -> Int {
    if isIdentity { return base + min(index, bytes.count) }
    return walk(to: index)
  }

  private mutating func walk(to index: Int) -> Int {
    while scalar < index, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      scalar += 1
    }
    while scalar > index, offset > 0 {
      offset -= 1
      while offset > 0, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      scalar -= 1
    }
    return base + offset
  }
}
