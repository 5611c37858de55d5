/// A count without an upper bound: cut sets of a large cluster outnumber every machine integer.
package struct ExactCount: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Digits to the base 2³², the least one first, without leading zeros.
  private var limbs: [UInt32] = []

  /// Nothing.
  package static let zero = ExactCount(0)
  /// A single one.
  package static let one = ExactCount(1)

  /// The count of this value.
  package init(_ value: UInt) {
    var rest = UInt64(value)
    while rest > 0 {
      limbs.append(UInt32(truncatingIfNeeded: rest))
      rest >>= 32
    }
  }

  /// The value if `Int` can hold it.
  package var asInt: Int? {
    guard limbs.count <= 2 else { return nil }
    return Int(exactly: limbs.reversed().reduce(UInt64(0)) { $0 << 32 | UInt64($1) })
  }

  /// Never overflows.
  package static func + (left: ExactCount, right: ExactCount) -> ExactCount {
    var sum = left
    sum += right
    return sum
  }

  /// Never overflows.
  package static func += (left: inout ExactCount, right: ExactCount) {
    var carry: UInt64 = 0
    for place in 0..<max(left.limbs.count, right.limbs.count) {
      if place == left.limbs.count { left.limbs.append(0) }
      let added = place < right.limbs.count ? UInt64(right.limbs[place]) : 0
      carry += UInt64(left.limbs[place]) + added
      left.limbs[place] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { left.limbs.append(UInt32(carry)) }
  }

  /// By value.
  package static func < (left: ExactCount, right: ExactCount) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    return left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed())
  }

  /// In decimal, ungrouped.
  package var description: String {
    // Nearly every count: the long way costs a program that prints one count as much as the rest.
    if limbs.count <= 2 { return String(limbs.reversed().reduce(0) { $0 << 32 | UInt64($1) }) }
    let digitsPerStep = 9
    let base: UInt64 = 1_000_000_000
    var rest = limbs
    var groups: [String] = []
    repeat {
      var remainder: UInt64 = 0
      for place in rest.indices.reversed() {
        remainder = remainder << 32 | UInt64(rest[place])
        rest[place] = UInt32(remainder / base)
        remainder %= base
      }
      while rest.last == 0 { rest.removeLast() }
      let digits = String(remainder)
      let padding = rest.isEmpty ? 0 : digitsPerStep - digits.count
      groups.append(String(repeating: "0", count: padding) + digits)
    } while !rest.isEmpty
    return groups.reversed().joined()
  }
}
