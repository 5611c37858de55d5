/// A node of a document: a handle that is cheap to copy and compare. An alias reads as the node
/// that it names, but keeps its own place.
public struct DataNode: Sendable {
  /// What a node holds: one value, entries, or items.
  public enum Kind: UInt8, Sendable { case scalar, mapping, sequence }

  /// How a node is written: the first five are scalars, the last two collections.
  public enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded, flow, block
  }

  /// The document that the node is of.
  public let tree: DataTree
  /// The node's number in its document, in the order of the text: 0 is the root.
  public let index: Int

  init(tree: DataTree, index: Int) {
    self.tree = tree
    self.index = index
  }

  /// The node itself, an alias not followed.
  var site: NodeRecord { tree.records[index] }

  /// The node that gives kind, text and children; an alias that names nothing is an empty scalar.
  var target: NodeRecord { tree.target(of: index) }

  var targetIndex: Int {
    let site = site
    return site.flags.contains(.alias) && site.textStart != 0 ? Int(site.textStart) : index
  }

  /// An alias has its target's kind; one that names nothing is a scalar.
  public var kind: Kind { target.kind }
  /// An alias has its target's style.
  public var style: Style { target.style }
  /// The node is written `*name` and stands for another.
  public var isAlias: Bool { site.flags.contains(.alias) }
  /// The node has an anchor or a tag of its own.
  public var hasProperties: Bool { site.flags.contains(.properties) }

  /// The node's place, with its properties: a scalar with its quotes, a flow collection with its
  /// brackets, a block collection from its first key or dash to the end of its last child, a
  /// missing value zero bytes right after the colon or dash. Without trailing blank lines.
  public var span: Span {
    let site = site
    return Span(tree.file.id, Int(site.start), Int(site.end))
  }

  /// As `span`, without an anchor or a tag: what an edit may replace.
  public var bodySpan: Span {
    let site = site
    return Span(tree.file.id, Int(site.bodyStart), Int(site.end))
  }

  /// As `bodySpan`, without the quotes of a quoted scalar.
  public var valueSpan: Span {
    let site = site
    let isQuoted = site.style == .singleQuoted || site.style == .doubleQuoted
    guard isQuoted, site.end >= site.bodyStart + 2 else { return bodySpan }
    return Span(tree.file.id, Int(site.bodyStart) + 1, Int(site.end) - 1)
  }

  /// Entries of a mapping, items of a sequence, 0 for a scalar.
  public var count: Int { Int(target.count) }

  /// The scalar's decoded value; empty for the other kinds.
  public var text: String { withText { String(decoding: $0, as: UTF8.self) } }

  /// The scalar's value with its place, which is `span`.
  public var locatedText: Located<String> { Located(text, span) }

  /// Calls `body` with the decoded value in UTF-8, without a copy; empty for the other kinds.
  public func withText<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    tree.withText(of: target, body)
  }

  /// Whether this is a scalar whose decoded value is `other`; allocates nothing.
  public func textEquals(_ other: String) -> Bool {
    tree.textEquals(of: target, other)
  }

  /// Whether the source begins with `{{`: an unquoted template expression, which YAML reads as a
  /// mapping whose key is a mapping.
  public var isTemplateExpression: Bool {
    let start = Int(site.bodyStart)
    let bytes = tree.file.bytes
    return kind == .mapping && start + 1 < bytes.count
      && bytes[start] == UInt8(ascii: "{") && bytes[start + 1] == UInt8(ascii: "{")
  }
}

extension DataNode: Equatable {
  /// The same node of the same tree.
  public static func == (left: DataNode, right: DataNode) -> Bool {
    left.tree === right.tree && left.index == right.index
  }
}
