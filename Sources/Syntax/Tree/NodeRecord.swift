/// One node in a tree's arena: 32 plain bytes in document order, so that a tree costs no
/// allocation per node and the children of a node are found by skipping subtrees.
struct NodeRecord {
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let alias = Flags(rawValue: 1)
    /// The decoded text is in the tree's pool, as it differs from the source bytes.
    static let pooled = Flags(rawValue: 2)
    /// A tag says that the scalar is a string.
    static let stringTag = Flags(rawValue: 4)
    static let properties = Flags(rawValue: 8)
    static let anchored = Flags(rawValue: 16)
  }

  /// With properties, quotes and brackets.
  var start: UInt32
  var end: UInt32
  /// Where the node begins behind its properties.
  var bodyStart: UInt32
  /// Index of the first record that is no descendant.
  var subtreeEnd: UInt32 = 0
  /// Entries of a mapping, items of a sequence.
  var count: UInt32 = 0
  /// Where the decoded text begins, in the file or the pool; an alias's target, 0 for none: the
  /// root can be no target, as an alias to it would stand inside itself.
  var textStart: UInt32 = 0
  var textLength: UInt32 = 0
  var kind: DataNode.Kind
  var style: DataNode.Style
  var flags: Flags = []
}
