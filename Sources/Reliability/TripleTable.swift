/// A hash table from three small numbers to one: open addressing, no deletion. Diagrams live in such
/// tables; this one costs a fraction of what a `Dictionary` does, at start-up too.
struct TripleTable: Sendable {
  private struct Slot {
    var first: Int32
    var second: Int32
    var third: Int32
    /// `empty`, or the value.
    var value: Int32
  }

  private static let empty = Int32.min

  private var slots: [Slot] = []
  private(set) var count = 0

  /// The value of a key; `nil` where none was stored.
  func value(_ first: Int32, _ second: Int32, _ third: Int32) -> Int32? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[place(first, second, third)]
    return slot.value == Self.empty ? nil : slot.value
  }

  /// Stores the value of a key that has none. Values are above `Int32.min`.
  mutating func insert(_ value: Int32, _ first: Int32, _ second: Int32, _ third: Int32) {
    if count * 4 >= slots.count * 3 { grow() }
    let place = place(first, second, third)
    if slots[place].value == Self.empty { count += 1 }
    slots[place] = Slot(first: first, second: second, third: third, value: value)
  }

  /// The slot of a key, or the empty one where it belongs.
  private func place(_ first: Int32, _ second: Int32, _ third: Int32) -> Int {
    let mask = slots.count - 1
    var index = Self.hash(first, second, third) & mask
    while true {
      let slot = slots[index]
      if slot.value == Self.empty
        || (slot.first == first && slot.second == second && slot.third == third)
      {
        return index
      }
      index = (index + 1) & mask
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(
      repeating: Slot(first: 0, second: 0, third: 0, value: Self.empty),
      count: max(32, old.count * 2))
    for slot in old where slot.value != Self.empty {
      slots[place(slot.first, slot.second, slot.third)] = slot
    }
  }

  /// Multiply and fold; the high bits, which a product mixes best, are folded down.
  private static func hash(_ first: Int32, _ second: Int32, _ third: Int32) -> Int {
    var hash = UInt64(UInt32(bitPattern: first)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ UInt64(UInt32(bitPattern: second))) &* 0xBF58_476D_1CE4_E5B9
    hash ^= hash >> 29
    hash = (hash ^ UInt64(UInt32(bitPattern: third))) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 32
    return Int(truncatingIfNeeded: hash & 0x7FFF_FFFF_FFFF_FFFF)
  }
}
