#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Looking for words among bytes, and ordering texts by them: what is asked of every file.
public enum ByteSearch {
  /// Whether a word stands anywhere among the bytes.
  public static func contains(_ word: StaticString, in bytes: [UInt8]) -> Bool {
    let count = word.utf8CodeUnitCount
    guard count > 0, bytes.count >= count else { return count == 0 }
    let start = word.utf8Start
    let rare = (0..<count).first { isRare(start[$0]) } ?? 0
    return bytes.withUnsafeBytes { text in
      guard let base = text.baseAddress else { return false }
      let end = base + text.count - count + rare + 1
      var place = base + rare
      while place < end, let found = memchr(place, Int32(start[rare]), end - place) {
        if memcmp(found - rare, start, count) == 0 { return true }
        place = UnsafeRawPointer(found) + 1
      }
      return false
    }
  }

  /// Whether a byte is rarer in configuration than the letters that most words are made of: looking
  /// for such a byte of a word skips the most.
  private static func isRare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "g"), UInt8(ascii: "k"),
      UInt8(ascii: "q"), UInt8(ascii: "v")...UInt8(ascii: "z"):
      true
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"):
      false
    default: true
    }
  }

  /// The first place of a byte in a range of a buffer; `range` must lie in the buffer.
  public static func firstIndex(
    of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    guard !range.isEmpty, let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    return memchr(base + range.lowerBound, Int32(byte), range.count).map {
      UnsafeRawPointer($0) - base
    }
  }

  /// The first place of a byte; `nil` where it does not stand there.
  public static func firstIndex(of byte: UInt8, in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { firstIndex(of: byte, in: $0, 0..<$0.count) }
  }

  /// Whether a word begins at a place and ends before `limit`, which must lie in the buffer.
  public static func starts(
    with word: StaticString, at place: Int, in bytes: UnsafeBufferPointer<UInt8>, limit: Int
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= limit, let base = bytes.baseAddress else { return false }
    return memcmp(base + place, word.utf8Start, count) == 0
  }

  /// Whether all bytes are ASCII.
  public static func isASCII(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { Syntax.isASCII($0) }
  }

  /// Whether a range of bytes is this text.
  public static func isEqual(_ bytes: [UInt8], _ range: Range<Int>, _ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { isEqual(bytes, range, $0) }
      ?? bytes[range.clamped(to: bytes.indices)].elementsEqual(text.utf8)
  }

  /// Whether a range of bytes is this text.
  static func isEqual(
    _ bytes: [UInt8], _ range: Range<Int>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard range.count == other.count, range.upperBound <= bytes.count else { return false }
    return bytes.withUnsafeBytes { text in
      guard let base = text.baseAddress, let other = other.baseAddress else { return true }
      return memcmp(base + range.lowerBound, other, range.count) == 0
    }
  }

  /// The order of Unicode scalars, which is that of UTF-8.
  public static func isOrdered(_ left: String, _ right: String) -> Bool {
    let fast = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right -> Bool in
        guard let one = left.baseAddress, let two = right.baseAddress else {
          return left.count < right.count
        }
        let order = memcmp(one, two, min(left.count, right.count))
        return order != 0 ? order < 0 : left.count < right.count
      }
    }
    return (fast ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
