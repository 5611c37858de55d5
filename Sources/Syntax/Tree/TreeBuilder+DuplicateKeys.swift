extension TreeBuilder {
  /// Up to here every pair of keys is compared; above, keys are found by hash.
  private static var fewKeys: Int { 12 }

  /// Reports each key that an earlier one of the same mapping equals. Loaders refuse such a
  /// mapping or let the last one win; readers here see the last. Merge keys may repeat.
  mutating func reportDuplicateKeys(of mapping: Int) {
    let end = Int(records[mapping].subtreeEnd)
    let count = Int(records[mapping].count)
    if count <= Self.fewKeys {
      var key = mapping + 1
      while key < end {
        var earlier = mapping + 1
        while earlier < key {
          if isSameKey(earlier, key) {
            reportDuplicate(key, first: earlier)
            break
          }
          earlier = nextKey(after: earlier)
        }
        key = nextKey(after: key)
      }
    } else {
      reportDuplicatesByHash(mapping + 1, end, count)
    }
  }

  private mutating func reportDuplicatesByHash(_ first: Int, _ end: Int, _ count: Int) {
    var capacity = 32
    while capacity < count * 2 { capacity *= 2 }
    var slots = [Int32](repeating: 0, count: capacity)
    var key = first
    while key < end {
      var hasher = Hasher()
      withKey(key) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      var slot = hasher.finalize() & (capacity - 1)
      while slots[slot] != 0, !isSameKey(Int(slots[slot]), key) {
        slot = (slot + 1) & (capacity - 1)
      }
      if slots[slot] == 0 {
        slots[slot] = Int32(truncatingIfNeeded: key)
      } else {
        reportDuplicate(key, first: Int(slots[slot]))
      }
      key = nextKey(after: key)
    }
  }

  private func nextKey(after key: Int) -> Int {
    Int(records[Int(records[key].subtreeEnd)].subtreeEnd)
  }

  private func keyRecord(_ index: Int) -> NodeRecord {
    let record = records[index]
    guard record.flags.contains(.alias), record.textStart != 0 else { return record }
    return records[Int(record.textStart)]
  }

  private func isSameKey(_ left: Int, _ right: Int) -> Bool {
    let one = keyRecord(left)
    let other = keyRecord(right)
    guard one.textLength == other.textLength, one.kind == .scalar, other.kind == .scalar,
      !one.flags.contains(.alias), !other.flags.contains(.alias)
    else { return false }
    return withKey(left) { one in
      withKey(right) { other in
        guard let left = one.baseAddress, let right = other.baseAddress else { return true }
        return sameBytes(left, right, one.count)
      }
    }
  }

  private func withKey<Result>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let record = keyRecord(index)
    let isText = record.kind == .scalar && !record.flags.contains(.alias)
    let range = Int(record.textStart)..<Int(record.textStart) + Int(record.textLength)
    guard isText, !range.isEmpty else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    if record.flags.contains(.pooled) {
      return pool.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    return body(UnsafeBufferPointer(rebasing: bytes[range]))
  }

  private mutating func reportDuplicate(_ key: Int, first: Int) {
    let text = withKey(key) { String(decoding: $0, as: UTF8.self) }
    let record = keyRecord(key)
    if notation == .yaml, record.style == .plain, text == "<<" { return }
    let note = InputProblem.Note("first stated here", span(first))
    report(
      InputProblem("the key '\(text)' stands twice in one mapping", span(key), related: [note]))
  }

  private func span(_ index: Int) -> Span {
    Span(file.id, Int(records[index].start), Int(records[index].end))
  }
}
