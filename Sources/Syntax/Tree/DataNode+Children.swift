extension DataNode {
  /// A mapping's entries in the order of the text, merge keys as they stand; empty for other kinds.
  public var entries: Entries { Entries(self) }

  /// A sequence's items in the order of the text; empty for other kinds.
  public var items: Items { Items(self) }

  /// The value of a mapping's key; `nil` where there is no such key or this is no mapping.
  /// Merge keys count; the mapping's own keys win, and of two equal ones the later.
  public subscript(key: String) -> DataNode? { entry(key)?.value }

  /// As the subscript, with the key's node.
  public func entry(_ key: String) -> (key: DataNode, value: DataNode)? {
    var sourcesLeft = SyntaxLimits.mergeSources
    return entry(key, mergeDepth: 0, &sourcesLeft)
  }

  /// The item at a place from 0; `nil` beyond the end or where this is no sequence.
  public func item(_ position: Int) -> DataNode? {
    guard position >= 0, position < count else { return nil }
    var iterator = items
    for _ in 0..<position { _ = iterator.next() }
    return iterator.next()
  }

  private func entry(
    _ key: String, mergeDepth: Int, _ sourcesLeft: inout Int
  ) -> (key: DataNode, value: DataNode)? {
    guard kind == .mapping else { return nil }
    let length = key.utf8.count
    let end = Int(target.subtreeEnd)
    var own: (key: Int, value: Int)?
    var merge: DataNode?
    var position = targetIndex + 1
    while position < end {
      let record = tree.records[position]
      let value = Int(record.subtreeEnd)
      guard value < end else { break }
      // Most keys differ in length already, which spares their handles.
      if Int(record.textLength) == length || record.flags.contains(.alias) {
        let target = record.flags.contains(.alias) ? tree.target(of: position) : record
        if tree.textEquals(of: target, key) { own = (position, value) }
      }
      if record.textLength == 2, DataNode(tree: tree, index: position).isMergeKey {
        merge = DataNode(tree: tree, index: value)
      }
      position = Int(tree.records[value].subtreeEnd)
    }
    if let own {
      return (DataNode(tree: tree, index: own.key), DataNode(tree: tree, index: own.value))
    }
    guard let merge, mergeDepth < SyntaxLimits.mergeDepth else { return nil }
    if merge.kind == .mapping { return merge.merged(key, mergeDepth, &sourcesLeft) }
    for source in merge.items where source.kind == .mapping {
      if let found = source.merged(key, mergeDepth, &sourcesLeft) { return found }
    }
    return nil
  }

  private func merged(
    _ key: String, _ mergeDepth: Int, _ sourcesLeft: inout Int
  ) -> (key: DataNode, value: DataNode)? {
    guard sourcesLeft > 0 else { return nil }
    sourcesLeft -= 1
    return entry(key, mergeDepth: mergeDepth + 1, &sourcesLeft)
  }

  var isMergeKey: Bool {
    tree.notation == .yaml && style == .plain && textEquals("<<")
  }
}

/// The entries of a mapping, one after the other, without an array.
public struct Entries: Sequence, IteratorProtocol {
  private let tree: DataTree
  private var position: Int
  private let end: Int

  init(_ node: DataNode) {
    tree = node.tree
    position = node.targetIndex + 1
    end = node.kind == .mapping ? Int(node.target.subtreeEnd) : position
  }

  /// The next entry, key and value as they stand in the text.
  public mutating func next() -> (key: DataNode, value: DataNode)? {
    guard position < end else { return nil }
    let value = Int(tree.records[position].subtreeEnd)
    guard value < end else { return nil }
    defer { position = Int(tree.records[value].subtreeEnd) }
    return (DataNode(tree: tree, index: position), DataNode(tree: tree, index: value))
  }
}

/// The items of a sequence, one after the other, without an array.
public struct Items: Sequence, IteratorProtocol {
  private let tree: DataTree
  private var position: Int
  private let end: Int

  init(_ node: DataNode) {
    tree = node.tree
    position = node.targetIndex + 1
    end = node.kind == .sequence ? Int(node.target.subtreeEnd) : position
  }

  /// The next item.
  public mutating func next() -> DataNode? {
    guard position < end else { return nil }
    defer { position = Int(tree.records[position].subtreeEnd) }
    return DataNode(tree: tree, index: position)
  }
}
