extension ParsedDocuments {
  /// The places of all comments up to `stoppedAt`, from `#` to the end of the line; empty for
  /// JSON. Costs one pass over the text: a comment is a `#` that no scalar covers.
  public func comments() -> [Span] {
    guard notation == .yaml else { return [] }
    return file.bytes.withUnsafeBufferPointer { bytes in
      var scan = CommentScan(bytes: bytes, file: file.id, start: range.lowerBound)
      for document in documents {
        for record in document.records where record.kind == .scalar {
          scan.gap(to: Int(record.start))
          scan.skipLeaf(record)
        }
      }
      scan.gap(to: stoppedAt ?? range.upperBound)
      return scan.comments
    }
  }
}

/// Finds `#` between the leaves of a tree.
private struct CommentScan {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: FileID
  let start: Int
  var position: Int
  var comments: [Span] = []

  init(bytes: UnsafeBufferPointer<UInt8>, file: FileID, start: Int) {
    self.bytes = bytes
    self.file = file
    self.start = start
    position = start
  }

  mutating func gap(to end: Int) {
    while position < end {
      guard bytes[position] == UInt8(ascii: "#"), isAfterBlank(position) else {
        position += 1
        continue
      }
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      let hasReturn = position > start && bytes[position - 1] == UInt8(ascii: "\r")
      comments.append(Span(file, start, hasReturn ? position - 1 : position))
    }
  }

  /// A block scalar's header may end with a comment; the rest of a leaf holds none.
  mutating func skipLeaf(_ record: NodeRecord) {
    if record.style == .literal || record.style == .folded {
      let body = Int(record.bodyStart)
      position = max(position, body)
      let end = Int(record.end)
      let lineEnd = bytes[body..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
      gap(to: lineEnd)
    }
    position = max(position, Int(record.end))
  }

  private func isAfterBlank(_ position: Int) -> Bool {
    guard position > start else { return true }
    return bytes[position - 1] <= UInt8(ascii: " ")
  }
}
