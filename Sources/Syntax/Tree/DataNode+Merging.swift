extension DataNode {
  /// Whether a mapping has a merge key.
  public var mergesOthers: Bool {
    guard kind == .mapping else { return false }
    let end = Int(target.subtreeEnd)
    var position = targetIndex + 1
    while position < end {
      if tree.records[position].textLength == 2, DataNode(tree: tree, index: position).isMergeKey {
        return true
      }
      let value = Int(tree.records[position].subtreeEnd)
      guard value < end else { return false }
      position = Int(tree.records[value].subtreeEnd)
    }
    return false
  }

  /// A mapping's entries with those that merge keys bring: its own in the order of the text, then
  /// what it has no key for, the first source before the next. As they stand where there is no
  /// merge key; what is no mapping brings nothing.
  public var mergedEntries: [(key: DataNode, value: DataNode)] {
    guard mergesOthers else { return Array(entries) }
    var sourcesLeft = SyntaxLimits.mergeSources
    var seen: Set<String> = []
    return merged(depth: 0, &sourcesLeft, &seen)
  }

  private func merged(
    depth: Int, _ sourcesLeft: inout Int, _ seen: inout Set<String>
  ) -> [(key: DataNode, value: DataNode)] {
    var result: [(key: DataNode, value: DataNode)] = []
    var sources: [DataNode] = []
    for entry in entries {
      if entry.key.isMergeKey {
        sources += entry.value.kind == .sequence ? Array(entry.value.items) : [entry.value]
      } else if entry.key.kind != .scalar || seen.insert(entry.key.text).inserted || depth == 0 {
        result.append(entry)
      }
    }
    guard depth < SyntaxLimits.mergeDepth else { return result }
    for source in sources where source.kind == .mapping && sourcesLeft > 0 {
      sourcesLeft -= 1
      result += source.merged(depth: depth + 1, &sourcesLeft, &seen)
    }
    return result
  }
}
