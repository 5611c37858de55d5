/// A node of a document. Where the document has an alias, it is the node the alias stands for, at
/// the alias's place.
package struct DataNode: Sendable {
  /// The three kinds of node; an alias has the kind of what it stands for.
  package enum Kind: Sendable {
    case scalar, mapping, sequence
  }

  /// How a node is written.
  package enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded, block, flow
  }

  package let tree: DataTree
  /// Where it stands: differs from `index` for an alias.
  let site: Int
  let index: Int

  init(tree: DataTree, site: Int, index: Int) {
    self.tree = tree
    self.site = site
    self.index = index
  }

  /// The node at a record, an alias followed.
  init(tree: DataTree, at site: Int) {
    let record = tree.records[site]
    self.init(
      tree: tree, site: site, index: record.kind == .alias ? Int(record.reference) : site)
  }

  var record: DataTree.Record { tree.records[index] }

  /// What it is, an alias followed.
  package var kind: Kind {
    switch record.kind {
    case .mapping: .mapping
    case .sequence: .sequence
    case .scalar, .alias: .scalar
    }
  }

  /// How it is written, an alias followed.
  package var style: Style { record.style }

  /// Whether an alias stands at its place.
  package var isAlias: Bool { site != index }

  /// Its place: quotes and brackets included; a block collection from its first child to its last; a
  /// missing value without width, right after the colon.
  package var span: Span {
    let record = tree.records[site]
    return Span(tree.file.id, Int(record.start), Int(record.end))
  }

  /// The place of a scalar's text, without quotes; for other nodes their place.
  package var valueSpan: Span {
    guard !isAlias, record.kind == .scalar, isQuoted else { return span }
    let start = Int(record.start) + 1
    return Span(tree.file.id, start, max(start, Int(record.end) - 1))
  }

  /// Whether it is a scalar in single or double quotes.
  package var isQuoted: Bool { style == .singleQuoted || style == .doubleQuoted }

  /// A scalar's value; empty for other kinds.
  package var text: String {
    let record = record
    guard record.kind == .scalar else { return "" }
    if record.reference != DataTree.verbatim { return tree.texts[Int(record.reference)] }
    return tree.file.text(textRange(record))
  }

  /// Whether a scalar's value is this text; without making a string of it.
  package func textEquals(_ other: StaticString) -> Bool {
    let record = record
    guard record.kind == .scalar else { return false }
    let bytes = UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount)
    if record.reference != DataTree.verbatim {
      return tree.texts[Int(record.reference)].utf8.elementsEqual(bytes)
    }
    return ByteSearch.isEqual(tree.file.bytes, textRange(record), bytes)
  }

  private func textEquals(_ other: String) -> Bool {
    let record = record
    guard record.kind == .scalar else { return false }
    if record.reference != DataTree.verbatim { return tree.texts[Int(record.reference)] == other }
    let range = textRange(record)
    guard range.count == other.utf8.count else { return false }
    let isEqual = other.utf8.withContiguousStorageIfAvailable {
      ByteSearch.isEqual(tree.file.bytes, range, $0)
    }
    return isEqual ?? tree.file.bytes[range].elementsEqual(other.utf8)
  }

  private func textRange(_ record: DataTree.Record) -> Range<Int> {
    let isQuoted = record.style == .singleQuoted || record.style == .doubleQuoted
    let margin = isQuoted ? 1 : 0
    let start = Int(record.start) + margin
    return start..<max(start, Int(record.end) - margin)
  }

  // MARK: Children

  /// The value under a key of a mapping; keys merged by `<<` come after its own.
  package subscript(key: String) -> DataNode? { entry(key)?.value }

  /// The key and value under a key of a mapping; keys merged by `<<` come after its own.
  package func entry(_ key: String) -> (key: DataNode, value: DataNode)? {
    entry(key, depth: 0)
  }

  private func entry(_ key: String, depth: Int) -> (key: DataNode, value: DataNode)? {
    guard record.kind == .mapping, depth < 8 else { return nil }
    var merged: DataNode?
    for entry in entries {
      if entry.key.textEquals(key) { return entry }
      if entry.key.textEquals("<<" as StaticString) { merged = entry.value }
    }
    guard let merged, key != "<<" else { return nil }
    if merged.kind == .sequence {
      for item in merged.items {
        if let found = item.entry(key, depth: depth + 1) { return found }
      }
      return nil
    }
    return merged.entry(key, depth: depth + 1)
  }

  /// A mapping's keys and values, in order; none for other kinds.
  package var entries: Entries { Entries(nodes: items(of: .mapping)) }

  /// A sequence's items, in order; none for other kinds.
  package var items: Items { items(of: .sequence) }

  private func items(of kind: DataTree.RecordKind) -> Items {
    let record = record
    guard record.kind == kind else { return Items(tree: tree, index: 0, end: 0) }
    return Items(tree: tree, index: index + 1, end: Int(record.next))
  }

  /// The items of a sequence, in order.
  package struct Items: Sequence, IteratorProtocol, Sendable {
    let tree: DataTree
    var index: Int
    let end: Int

    /// Whether none is left.
    package var isEmpty: Bool { index >= end }

    package mutating func next() -> DataNode? {
      guard index < end else { return nil }
      let node = DataNode(tree: tree, at: index)
      index = Int(tree.records[index].next)
      return node
    }
  }

  /// The keys and values of a mapping, in order.
  package struct Entries: Sequence, IteratorProtocol, Sendable {
    var nodes: Items

    /// Whether none is left.
    package var isEmpty: Bool { nodes.isEmpty }

    package mutating func next() -> (key: DataNode, value: DataNode)? {
      guard let key = nodes.next(), let value = nodes.next() else { return nil }
      return (key, value)
    }
  }
}
