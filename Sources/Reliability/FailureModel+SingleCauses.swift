extension FailureModel {
  /// The events that bring `root` down alone; none where it is down anyway.
  package func singleCauses(of root: Formula) -> Set<Int> {
    let indices = indices(under: root)
    var events = events(under: root)[...]
    var causes: Set<Int> = []
    // A bit for each case: one event has happened, or none in the last one.
    let perWord = UInt64.bitWidth - 1
    while !events.isEmpty {
      let cases = events.prefix(perWord)
      events = events.dropFirst(perWord)
      let isDown = holds(root, indices, eachAlone: cases)
      if isDown >> perWord != 0 { return [] }
      for (bit, event) in cases.enumerated() where isDown >> bit & 1 != 0 { causes.insert(event) }
    }
    return causes
  }

  /// Bit by bit whether `root` holds when the event of that bit alone has happened.
  private func holds(
    _ root: Formula, _ indices: [Int], eachAlone events: ArraySlice<Int>
  ) -> UInt64 {
    var bits: [Int: UInt64] = [:]
    for (bit, event) in events.enumerated() { bits[event] = 1 << bit }
    var words = Array(repeating: UInt64(0), count: root.index + 1)
    for index in indices {
      switch nodes[index] {
      case .never: break
      case .always: words[index] = .max
      case .event(let id): words[index] = bits[id] ?? 0
      case .any(let parts): words[index] = parts.reduce(0) { $0 | words[$1.index] }
      case .all(let parts): words[index] = parts.reduce(.max) { $0 & words[$1.index] }
      case .atLeast(let k, let parts):
        words[index] = Self.bits(setAtLeast: k, in: parts.lazy.map { words[$0.index] })
      }
    }
    return words[root.index]
  }

  /// The bits that at least `need` of the words have: all bits count at once, in binary, each
  /// digit of the counts a word of its own.
  private static func bits(setAtLeast need: Int, in words: some Sequence<UInt64>) -> UInt64 {
    var digits: [UInt64] = []
    for word in words {
      var carry = word
      for place in digits.indices where carry != 0 {
        (digits[place], carry) = (digits[place] ^ carry, digits[place] & carry)
      }
      if carry != 0 { digits.append(carry) }
    }
    guard need >> digits.count == 0 else { return 0 }
    var (isMore, isEqual): (UInt64, UInt64) = (0, .max)
    for place in digits.indices.reversed() {
      if need >> place & 1 != 0 {
        isEqual &= digits[place]
      } else {
        isMore |= isEqual & digits[place]
        isEqual &= ~digits[place]
      }
    }
    return isMore | isEqual
  }
}
