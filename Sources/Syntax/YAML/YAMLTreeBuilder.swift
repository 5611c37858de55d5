internal import CLibYAML

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Builds trees from libyaml's events.
struct YAMLTreeBuilder {
  private struct Frame {
    let index: Int
    /// Nodes in it so far, aliases counted as what they stand for.
    var expanded = 1
  }

  private let file: SourceFile
  private let text: UnsafeBufferPointer<UInt8>
  private let offset: Int
  private var cursor: ScalarCursor
  private var records: ContiguousArray<DataTree.Record> = []
  private var texts: [String] = []
  private var frames: [Frame] = []
  private var anchors: [String: Int] = [:]
  /// Expanded sizes of anchored nodes.
  private var anchoredSizes: [Int: Int] = [:]
  private var documents: [DataTree] = []
  private var problems: [InputProblem] = []
  /// The keys of the mapping that ends, kept to be used again.
  private var keys: [(hash: UInt64, record: Int)] = []

  init(file: SourceFile, text: UnsafeBufferPointer<UInt8>, offset: Int) {
    self.file = file
    self.text = text
    self.offset = offset
    cursor = ScalarCursor(text: text)
    records.reserveCapacity(min(text.count / 12 + 8, 1 << 16))
  }

  /// Takes one event; false where reading has to stop.
  mutating func add(_ event: yaml_event_t) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT: addScalar(event)
    case YAML_MAPPING_START_EVENT: return open(event, .mapping)
    case YAML_SEQUENCE_START_EVENT: return open(event, .sequence)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: close(at: event.end_mark)
    case YAML_ALIAS_EVENT: addAlias(event)
    case YAML_DOCUMENT_END_EVENT: return endDocument()
    default: break
    }
    return true
  }

  mutating func finish() -> ParsedDocuments {
    ParsedDocuments(documents: documents, problems: problems)
  }

  // MARK: Nodes

  private mutating func addScalar(_ event: yaml_event_t) {
    let scalar = event.data.scalar
    var start = cursor.byte(ofScalar: event.start_mark.index)
    var end = cursor.byte(ofScalar: event.end_mark.index)
    if scalar.anchor != nil || scalar.tag != nil { start = skipProperties(from: start, to: end) }
    let style: DataNode.Style
    switch scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: style = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: style = .literal
    case YAML_FOLDED_SCALAR_STYLE: style = .folded
    default: style = .plain
    }
    if style == .literal || style == .folded { end = trimmedEnd(start, end) }
    let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let margin = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
    let first = start + margin
    var reference = DataTree.verbatim
    if end - margin - first != value.count || !matches(value, at: first) {
      reference = UInt32(texts.count)
      texts.append(String(decoding: value, as: UTF8.self))
    }
    let index = append(.scalar, style, start, end, reference)
    if let anchor = scalar.anchor { define(anchor, index, size: 1) }
    count(1)
  }

  private mutating func open(_ event: yaml_event_t, _ kind: DataTree.RecordKind) -> Bool {
    let start = cursor.byte(ofScalar: event.start_mark.index)
    guard frames.count < SyntaxLimits.maximumDepth else {
      problems.append(
        InputProblem(
          "more than \(SyntaxLimits.maximumDepth) collections inside one another",
          span(start, start + 1)))
      abandon()
      return false
    }
    let isFlow: Bool
    let anchor: UnsafeMutablePointer<yaml_char_t>?
    if kind == .mapping {
      isFlow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      anchor = event.data.mapping_start.anchor
    } else {
      isFlow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      anchor = event.data.sequence_start.anchor
    }
    let end = cursor.byte(ofScalar: event.end_mark.index)
    let tight = isFlow ? skipProperties(from: start, to: end) : start
    let index = append(kind, isFlow ? .flow : .block, tight, tight, 0)
    if let anchor { define(anchor, index, size: nil) }
    frames.append(Frame(index: index))
    return true
  }

  private mutating func close(at mark: yaml_mark_t) {
    guard let frame = frames.popLast() else { return }
    let index = frame.index
    records[index].next = UInt32(records.count)
    if records[index].style == .flow {
      records[index].end = UInt32(offset + cursor.byte(ofScalar: mark.index))
    } else if records.count > index + 1 {
      records[index].start = records[index + 1].start
      records[index].end = lastChildEnd(of: index)
    }
    if records[index].kind == .mapping { reportDuplicates(in: index) }
    if !anchoredSizes.isEmpty, anchoredSizes[index] != nil {
      anchoredSizes[index] = frame.expanded
    }
    count(frame.expanded)
  }

  private func lastChildEnd(of index: Int) -> UInt32 {
    var child = index + 1
    var end = records[index].end
    while child < records.count {
      end = records[child].end
      child = Int(records[child].next)
    }
    return end
  }

  private mutating func addAlias(_ event: yaml_event_t) {
    let start = cursor.byte(ofScalar: event.start_mark.index)
    let end = cursor.byte(ofScalar: event.end_mark.index)
    let name = event.data.alias.anchor.map { String(cString: $0) } ?? ""
    guard let target = anchors[name], records[target].next != 0 else {
      let what = anchors[name] == nil ? "names no anchor before it" : "stands inside its own anchor"
      problems.append(InputProblem("alias *\(name) \(what)", span(start, end)))
      addNull(at: start, end)
      return
    }
    let size = anchoredSizes[target] ?? 1
    let total = frames.reduce(size) { $0 + $1.expanded }
    guard total <= SyntaxLimits.maximumExpandedNodes else {
      if !problems.contains(where: { $0.message.hasPrefix("aliases") }) {
        problems.append(
          InputProblem(
            "aliases make more than \(SyntaxLimits.maximumExpandedNodes) nodes of this document",
            span(start, end)))
      }
      addNull(at: start, end)
      return
    }
    _ = append(.alias, .plain, start, end, UInt32(target))
    count(size)
  }

  private mutating func addNull(at start: Int, _ end: Int) {
    texts.append("")
    _ = append(.scalar, .plain, start, end, UInt32(texts.count - 1))
    count(1)
  }

  private mutating func append(
    _ kind: DataTree.RecordKind, _ style: DataNode.Style, _ start: Int, _ end: Int,
    _ reference: UInt32
  ) -> Int {
    let isLeaf = kind == .scalar || kind == .alias
    records.append(
      DataTree.Record(
        kind: kind, style: style, start: UInt32(offset + start), end: UInt32(offset + end),
        next: isLeaf ? UInt32(records.count + 1) : 0, reference: reference))
    return records.count - 1
  }

  private mutating func count(_ size: Int) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].expanded += size
  }

  private mutating func define(
    _ anchor: UnsafeMutablePointer<yaml_char_t>, _ index: Int, size: Int?
  ) {
    anchors[String(cString: anchor)] = index
    anchoredSizes[index] = size ?? 0
  }

  // MARK: Documents

  private mutating func endDocument() -> Bool {
    keepDocument()
    guard documents.count < SyntaxLimits.maximumDocuments else {
      problems.append(
        InputProblem("more than \(SyntaxLimits.maximumDocuments) documents in one file", nil))
      return false
    }
    return true
  }

  private mutating func keepDocument() {
    let isEmpty =
      records.isEmpty || (records.count == 1 && records[0].start == records[0].end)
    if !isEmpty { documents.append(DataTree(file: file, records: records, texts: texts)) }
    records.removeAll(keepingCapacity: true)
    texts.removeAll()
    anchors.removeAll()
    anchoredSizes.removeAll()
    frames.removeAll()
  }

  /// Ends a document in which reading stopped: what is open is closed, a key without its value gets
  /// none.
  private mutating func abandon() {
    while let frame = frames.popLast() {
      let index = frame.index
      if records[index].kind == .mapping, childCount(of: index) % 2 == 1 {
        texts.append("")
        let end = Int(records[records.count - 1].end) - offset
        _ = append(.scalar, .plain, end, end, UInt32(texts.count - 1))
      }
      records[index].next = UInt32(records.count)
      if records.count > index + 1 { records[index].end = lastChildEnd(of: index) }
    }
    keepDocument()
  }

  private func childCount(of index: Int) -> Int {
    var child = index + 1
    var count = 0
    while child < records.count {
      count += 1
      child = records[child].next == 0 ? records.count : Int(records[child].next)
    }
    return count
  }

  /// Says what libyaml could not read, and keeps what was understood before it. A reader error
  /// (bytes that are no text) tells a byte offset, the others a mark in scalars.
  mutating func fail(_ parser: yaml_parser_t) {
    let problem = parser.problem.map { String(cString: $0) } ?? "cannot be read"
    let context = parser.context.map { String(cString: $0) }
    var place: Int
    if parser.error == YAML_READER_ERROR {
      place = min(Int(parser.problem_offset), max(0, text.count - 1))
    } else {
      place = cursor.byte(ofScalar: parser.problem_mark.index)
    }
    place = min(place, text.count)
    var related: [InputProblem.Note] = []
    if let context, parser.error != YAML_READER_ERROR {
      let start = cursor.byte(ofScalar: parser.context_mark.index)
      if start < place { related.append(.init(context, span(start, start + 1))) }
    }
    let message = context.map { "\(problem) (\($0))" } ?? problem
    problems.append(
      InputProblem("YAML: \(message)", span(place, min(place + 1, text.count)), related: related))
    abandon()
  }

  // MARK: Text

  private func span(_ start: Int, _ end: Int) -> Span {
    Span(file.id, offset + start, offset + end)
  }

  private func matches(_ value: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start >= 0, start + value.count <= text.count else { return false }
    guard let here = text.baseAddress, let there = value.baseAddress else { return true }
    return memcmp(here + start, there, value.count) == 0
  }

  /// The end of a block scalar without the blank lines that libyaml counts to it.
  private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var end = min(end, text.count)
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  /// The first byte after `&anchor` and `!tag`, and the blanks and comments behind them.
  private func skipProperties(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, text[index] == UInt8(ascii: "&") || text[index] == UInt8(ascii: "!") {
      while index < end, text[index] > 0x20 { index += 1 }
      while index < end, text[index] <= 0x20 || text[index] == UInt8(ascii: "#") {
        if text[index] == UInt8(ascii: "#") {
          while index < end, text[index] != UInt8(ascii: "\n") { index += 1 }
        } else {
          index += 1
        }
      }
    }
    return index
  }

  // MARK: Duplicate keys

  private mutating func reportDuplicates(in index: Int) {
    keys.removeAll(keepingCapacity: true)
    var child = index + 1
    var isKey = true
    while child < records.count {
      if isKey, records[child].kind == .scalar { keys.append((keyHash(child), child)) }
      isKey.toggle()
      child = Int(records[child].next)
    }
    guard keys.count > 1, hasSameHashes else { return }
    keys.sort { ($0.hash, $0.record) < ($1.hash, $1.record) }
    for (first, second) in zip(keys, keys.dropFirst()) where first.hash == second.hash {
      guard keyText(first.record) == keyText(second.record) else { continue }
      problems.append(
        InputProblem(
          "the key `\(keyText(second.record))` is given twice",
          recordSpan(second.record),
          related: [.init("the first", recordSpan(first.record))]))
    }
  }

  /// Whether two keys of the mapping may be the same; few keys are compared in pairs.
  private var hasSameHashes: Bool {
    guard keys.count <= 16 else { return true }
    for later in keys.indices.dropFirst() {
      for earlier in 0..<later where keys[earlier].hash == keys[later].hash { return true }
    }
    return false
  }

  private func recordSpan(_ index: Int) -> Span {
    Span(file.id, Int(records[index].start), Int(records[index].end))
  }

  private func keyText(_ index: Int) -> String {
    let record = records[index]
    if record.reference != DataTree.verbatim { return texts[Int(record.reference)] }
    return String(decoding: keyBytes(record), as: UTF8.self)
  }

  private func keyBytes(_ record: DataTree.Record) -> Slice<UnsafeBufferPointer<UInt8>> {
    let margin = record.style == .singleQuoted || record.style == .doubleQuoted ? 1 : 0
    let start = Int(record.start) - offset + margin
    return text[start..<max(start, Int(record.end) - offset - margin)]
  }

  /// FNV-1a of a key's text.
  private func keyHash(_ index: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let record = records[index]
    if record.reference != DataTree.verbatim {
      for byte in texts[Int(record.reference)].utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    } else {
      for byte in keyBytes(record) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return hash
  }
}
