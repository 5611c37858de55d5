/// Whether two runs of bytes are equal; eight at a time, as keys and values are short.
@inline(__always)
func sameBytes(
  _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
) -> Bool {
  let left = UnsafeRawPointer(left)
  let right = UnsafeRawPointer(right)
  var offset = 0
  while offset + 8 <= count {
    let one = left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let other = right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    if one != other { return false }
    offset += 8
  }
  while offset < count {
    if left.load(fromByteOffset: offset, as: UInt8.self)
      != right.load(fromByteOffset: offset, as: UInt8.self)
    {
      return false
    }
    offset += 1
  }
  return true
}

/// Whether every byte is ASCII.
func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let base = UnsafeRawPointer(bytes.baseAddress) else { return true }
  var offset = 0
  while offset + 8 <= bytes.count {
    let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    if word & 0x8080_8080_8080_8080 != 0 { return false }
    offset += 8
  }
  return bytes[offset...].allSatisfy { $0 < 0x80 }
}
