/// Builds the trees of one file from a parser's events. Every limit that keeps a hostile file
/// from costing more than a friendly one is here.
struct TreeBuilder {
  /// A collection that is not closed yet.
  struct Frame {
    let index: Int
    var count = 0
    /// Depth of the deepest node inside, from the root, aliases followed.
    var deepest: Int
    let expandedBefore: Int
    let anchor: String?
  }

  struct Anchor {
    let index: Int
    /// Nodes and further levels inside, aliases followed; `nil` while the node is open.
    let size: Int?
    let height: Int
  }

  let file: SourceFile
  let notation: DataTree.Notation
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var documents: [DataTree] = []
  private(set) var problems: [InputProblem] = []
  /// Does not report what ends the reading, where a text is cut on purpose.
  var isCut = false
  /// Set by a limit or a syntax error; the parser must then stop.
  private(set) var stoppedAt: Int?
  var records: [NodeRecord] = []
  var pool: [UInt8] = []
  private(set) var frames: [Frame] = []
  /// Where the node that was closed last ends.
  private var lastEnd: UInt32 = 0
  private var anchors: [String: Anchor] = [:]
  private var expanded = 0
  /// Whether it was said that aliases repeat too much: once is enough.
  private var hasToldOfAliases = false
  private var aliased = 0
  private var hasAliases = false
  private var documentCount = 0
  private var nodeCount = 0

  init(file: SourceFile, notation: DataTree.Notation, bytes: UnsafeBufferPointer<UInt8>) {
    self.file = file
    self.notation = notation
    self.bytes = bytes
  }

  var depth: Int { frames.count }

  mutating func report(_ problem: InputProblem) {
    if problems.count < SyntaxLimits.problems { problems.append(problem) }
  }

  /// Reports what ends the reading; nothing is reported after it.
  mutating func stop(_ message: String, _ start: Int, _ end: Int, related: [InputProblem.Note] = [])
  {
    guard stoppedAt == nil else { return }
    stoppedAt = start
    if isCut { return }
    problems.append(InputProblem(message, Span(file.id, start, end), related: related))
  }

  /// Ends a cut text with the reason for the cut.
  mutating func stopCut(_ message: String, _ start: Int, _ end: Int) {
    isCut = false
    stoppedAt = nil
    stop(message, start, end)
  }

  mutating func beginDocument(at offset: Int) {
    guard documentCount < SyntaxLimits.documents else {
      let limit = SyntaxLimits.documents
      return stop("the file has more than \(limit) documents", offset, offset)
    }
    documentCount += 1
  }

  /// Ends the document; an empty one leaves nothing.
  mutating func endDocument(isComplete: Bool = true) {
    defer { reset() }
    guard let root = records.first else { return }
    let isEmpty = root.kind == .scalar && root.start == root.end
    guard !isEmpty, isComplete || root.kind == .mapping else { return }
    nodeCount += records.count
    documents.append(
      DataTree(
        file: file, notation: notation, number: documentCount - 1, isComplete: isComplete,
        records: records.exactCopy, pool: pool.exactCopy, hasAliases: hasAliases))
  }

  /// Closes what an error left open, and keeps the document if it is a mapping.
  mutating func abandonDocument() {
    while let frame = frames.last {
      if records[frame.index].kind == .mapping, frame.count % 2 == 1 {
        appendMissingValue()
        frames[frames.count - 1].count += 1
      }
      close(end: nil)
    }
    endDocument(isComplete: false)
  }

  private mutating func appendMissingValue() {
    var record = NodeRecord(
      start: lastEnd, end: lastEnd, bodyStart: lastEnd, kind: .scalar, style: .plain)
    record.subtreeEnd = UInt32(truncatingIfNeeded: records.count + 1)
    record.textStart = lastEnd
    records.append(record)
  }

  private mutating func reset() {
    records.removeAll(keepingCapacity: true)
    pool.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
    if hasAliases || !anchors.isEmpty { anchors.removeAll() }
    expanded = 0
    aliased = 0
    hasAliases = false
  }

  mutating func addScalar(
    start: Int, end: Int, bodyStart: Int, style: DataNode.Style,
    text: UnsafeBufferPointer<UInt8>?, flags: NodeRecord.Flags = [], anchor: String? = nil
  ) {
    guard admit(at: start) else { return }
    var record = NodeRecord(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
      bodyStart: UInt32(truncatingIfNeeded: bodyStart), kind: .scalar, style: style, flags: flags)
    record.subtreeEnd = UInt32(truncatingIfNeeded: records.count + 1)
    let quote = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
    record.textStart = UInt32(truncatingIfNeeded: bodyStart + quote)
    if let text, !text.isEmpty {
      record.textLength = UInt32(truncatingIfNeeded: text.count)
      let source = bodyStart + quote..<max(bodyStart + quote, end - quote)
      if !isSame(text, source) {
        record.textStart = UInt32(truncatingIfNeeded: pool.count)
        record.flags.insert(.pooled)
        pool.append(contentsOf: text)
      }
    }
    if let anchor { anchors[anchor] = Anchor(index: records.count, size: 1, height: 0) }
    lastEnd = record.end
    records.append(record)
  }

  mutating func open(
    _ kind: DataNode.Kind, _ style: DataNode.Style, start: Int, bodyStart: Int,
    flags: NodeRecord.Flags = [], anchor: String? = nil
  ) {
    guard frames.count < SyntaxLimits.depth else {
      let limit = SyntaxLimits.depth
      return stop("lists and mappings nest more than \(limit) levels deep", start, start + 1)
    }
    guard admit(at: start) else { return }
    if let anchor { anchors[anchor] = Anchor(index: records.count, size: nil, height: 0) }
    frames.append(
      Frame(
        index: records.count, deepest: frames.count + 1, expandedBefore: expanded - 1,
        anchor: anchor))
    lastEnd = UInt32(truncatingIfNeeded: start)
    records.append(
      NodeRecord(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: start),
        bodyStart: UInt32(truncatingIfNeeded: bodyStart), kind: kind, style: style, flags: flags))
  }

  /// Closes the innermost collection; without an end it ends with its last child.
  mutating func close(end: Int?) {
    guard let frame = frames.popLast() else { return }
    let isMapping = records[frame.index].kind == .mapping
    if let end { lastEnd = UInt32(truncatingIfNeeded: end) }
    lastEnd = max(lastEnd, records[frame.index].bodyStart)
    records[frame.index].end = lastEnd
    records[frame.index].subtreeEnd = UInt32(truncatingIfNeeded: records.count)
    records[frame.index].count = UInt32(isMapping ? frame.count / 2 : frame.count)
    if let outer = frames.indices.last {
      frames[outer].deepest = max(frames[outer].deepest, frame.deepest)
    }
    if let anchor = frame.anchor, anchors[anchor]?.index == frame.index {
      anchors[anchor] = Anchor(
        index: frame.index, size: expanded - frame.expandedBefore,
        height: frame.deepest - frames.count)
    }
    if isMapping, frame.count > 2 { reportDuplicateKeys(of: frame.index) }
  }

  /// An alias of a node that stands before it and is closed; any other reads as null.
  mutating func addAlias(_ name: String, start: Int, end: Int) {
    guard admit(at: start) else { return }
    var record = NodeRecord(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
      bodyStart: UInt32(truncatingIfNeeded: start), kind: .scalar, style: .plain, flags: .alias)
    record.subtreeEnd = UInt32(truncatingIfNeeded: records.count + 1)
    hasAliases = true
    if let target = resolve(name, Span(file.id, start, end)) {
      record.textStart = UInt32(truncatingIfNeeded: target)
    }
    lastEnd = record.end
    records.append(record)
  }

  /// The anchored node, if following the alias keeps the document within its limits.
  private mutating func resolve(_ name: String, _ span: Span) -> Int? {
    guard let anchor = anchors[name] else {
      report(
        InputProblem("the alias *\(name) names no anchor: there is no &\(name) before it", span))
      return nil
    }
    guard let size = anchor.size else {
      let note = InputProblem.Note("&\(name) is here", place(of: anchor.index))
      report(InputProblem("the alias *\(name) stands inside what it names", span, related: [note]))
      return nil
    }
    guard frames.count + anchor.height <= SyntaxLimits.depth else {
      let limit = SyntaxLimits.depth
      report(InputProblem("with *\(name) the nesting is more than \(limit) levels deep", span))
      return nil
    }
    guard aliased + size <= SyntaxLimits.aliasedNodes else {
      let limit = SyntaxLimits.aliasedNodes
      if !hasToldOfAliases {
        report(InputProblem("aliases up to *\(name) repeat more than \(limit) nodes", span))
        hasToldOfAliases = true
      }
      return nil
    }
    aliased += size
    expanded += size
    if let innermost = frames.indices.last {
      frames[innermost].deepest = max(frames[innermost].deepest, frames.count + anchor.height)
    }
    return anchor.index
  }

  private func place(of index: Int) -> Span {
    let record = records[index]
    return Span(file.id, Int(record.start), Int(max(record.end, record.start)))
  }

  /// Counts a node into its parent; false once the file has too many.
  private mutating func admit(at offset: Int) -> Bool {
    guard stoppedAt == nil else { return false }
    guard nodeCount + records.count < SyntaxLimits.nodes else {
      stop("the file has more than \(SyntaxLimits.nodes) values", offset, offset)
      return false
    }
    expanded += 1
    if let innermost = frames.indices.last { frames[innermost].count += 1 }
    return true
  }

  private func isSame(_ text: UnsafeBufferPointer<UInt8>, _ source: Range<Int>) -> Bool {
    guard text.count == source.count, source.upperBound <= bytes.count,
      let left = text.baseAddress, let right = bytes.baseAddress
    else { return false }
    return sameBytes(left, right + source.lowerBound, text.count)
  }
}

extension Array {
  /// A copy without spare capacity, so that a small document after a large one stays small and the
  /// builder keeps its buffer.
  fileprivate var exactCopy: [Element] { withUnsafeBufferPointer { Array($0) } }
}
