#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Looking for words among bytes, and ordering texts by them: what is asked of every file.
package enum ByteSearch {
  /// Whether a word stands anywhere among the bytes.
  package static func contains(_ word: StaticString, in bytes: [UInt8]) -> Bool {
    let count = word.utf8CodeUnitCount
    guard count > 0, bytes.count >= count else { return count == 0 }
    let start = word.utf8Start
    return bytes.withUnsafeBytes { text in
      guard let base = text.baseAddress else { return false }
      let end = base + text.count - count + 1
      var place = base
      while place < end, let found = memchr(place, Int32(start[0]), end - place) {
        if memcmp(found, start, count) == 0 { return true }
        place = UnsafeRawPointer(found) + 1
      }
      return false
    }
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
  package static func isOrdered(_ left: String, _ right: String) -> Bool {
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
