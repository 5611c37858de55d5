/// Lengths of names, so that a name of another length is known to be none of them at once.
struct NameLengths: Sendable {
  /// One bit for each length, counted round.
  private var bits: UInt64 = 0

  init(_ flags: [Flag]) {
    for flag in flags { bits |= Self.bit(flag.name) }
  }

  mutating func formUnion(_ other: NameLengths) { bits |= other.bits }

  func contains(_ name: String) -> Bool { bits & Self.bit(name) != 0 }

  private static func bit(_ name: String) -> UInt64 { 1 << UInt64(name.utf8.count & 63) }
}
