/// What records say, without a handle to their nodes.
extension DataTree {
  /// The record that gives kind, text and children: an alias's target, unless it names nothing.
  func target(of index: Int) -> NodeRecord {
    let site = records[index]
    guard site.flags.contains(.alias), site.textStart != 0 else { return site }
    return records[Int(site.textStart)]
  }

  /// Calls `body` with a scalar's decoded value in UTF-8, without a copy; empty for other kinds and
  /// for an alias that names nothing.
  func withText<Result>(
    of target: NodeRecord, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let isText = target.kind == .scalar && !target.flags.contains(.alias)
    let start = isText ? Int(target.textStart) : 0
    let end = isText ? start + Int(target.textLength) : 0
    func call(_ buffer: UnsafeBufferPointer<UInt8>) -> Result {
      body(UnsafeBufferPointer(rebasing: buffer[(start..<end).clamped(to: 0..<buffer.count)]))
    }
    return target.flags.contains(.pooled)
      ? pool.withUnsafeBufferPointer(call) : file.bytes.withUnsafeBufferPointer(call)
  }

  /// Whether the record is a scalar with this value; allocates nothing.
  func textEquals(of target: NodeRecord, _ other: String) -> Bool {
    guard target.kind == .scalar, Int(target.textLength) == other.utf8.count else { return false }
    return withText(of: target) { text in
      let isSame = other.utf8.withContiguousStorageIfAvailable { other in
        guard let left = text.baseAddress, let right = other.baseAddress else { return true }
        return text.count == other.count && sameBytes(left, right, text.count)
      }
      return isSame ?? text.elementsEqual(other.utf8)
    }
  }
}
