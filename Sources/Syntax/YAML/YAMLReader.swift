import CLibYAML

/// One pass of libyaml's events over a text. A class, as libyaml keeps the parser's address.
final class YAMLReader {
  /// Bytes that are no text.
  struct Fault {
    let message: String
    let offset: Int
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let bytes: UnsafeBufferPointer<UInt8>
  private let range: Range<Int>
  private var cursor: ByteCursor

  init?(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    self.bytes = bytes
    self.range = range
    cursor = ByteCursor(UnsafeBufferPointer(rebasing: bytes[range]), base: range.lowerBound)
    guard yaml_parser_initialize(parser) != 0 else { return nil }
    // Told the encoding, libyaml looks for no byte order mark; ours is cut off already.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(
      parser, bytes.baseAddress.map { $0 + range.lowerBound }, range.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    event.deallocate()
  }

  /// Feeds the builder until the text ends, breaks or exceeds a limit.
  func read(into builder: inout TreeBuilder) -> Fault? {
    while builder.stoppedAt == nil {
      guard yaml_parser_parse(parser, event) != 0 else {
        if parser.pointee.error == YAML_READER_ERROR { return fault() }
        reportError(to: &builder)
        break
      }
      let type = event.pointee.type
      handle(type, &builder)
      yaml_event_delete(event)
      if type == YAML_STREAM_END_EVENT { return nil }
    }
    builder.abandonDocument()
    return nil
  }

  @inline(__always)
  private func handle(_ type: yaml_event_type_t, _ builder: inout TreeBuilder) {
    switch type {
    case YAML_SCALAR_EVENT: addScalar(&builder)
    case YAML_MAPPING_START_EVENT:
      let data = event.pointee.data.mapping_start
      let isFlow = data.style == YAML_FLOW_MAPPING_STYLE
      open(.mapping, isFlow, data.anchor, hasTag: data.tag != nil, &builder)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.pointee.data.sequence_start
      let isFlow = data.style == YAML_FLOW_SEQUENCE_STYLE
      open(.sequence, isFlow, data.anchor, hasTag: data.tag != nil, &builder)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      // Only a bracket has a width; the end of a block stands wherever the next token is.
      let start = event.pointee.start_mark.index
      let end = event.pointee.end_mark.index
      builder.close(end: end > start ? cursor.offset(of: end) : nil)
    case YAML_ALIAS_EVENT:
      let name = event.pointee.data.alias.anchor.map { String(cString: $0) } ?? ""
      let (start, end) = span()
      builder.addAlias(name, start: start, end: end)
    case YAML_DOCUMENT_START_EVENT:
      builder.beginDocument(at: cursor.offset(of: event.pointee.start_mark.index))
    case YAML_DOCUMENT_END_EVENT: builder.endDocument()
    default: break
    }
  }

  @inline(__always)
  private func span() -> (start: Int, end: Int) {
    let start = cursor.offset(of: event.pointee.start_mark.index)
    return (start, max(start, cursor.offset(of: event.pointee.end_mark.index)))
  }

  @inline(__always)
  private func addScalar(_ builder: inout TreeBuilder) {
    var (start, end) = span()
    let data = event.pointee.data.scalar
    let style = Self.style(data.style)
    var bodyStart = start
    var flags: NodeRecord.Flags = []
    if data.anchor != nil || data.tag != nil {
      bodyStart = min(YAMLProperties.skip(from: start, bytes, limit: end), end)
      flags.insert(.properties)
      if data.anchor != nil { flags.insert(.anchored) }
      if let tag = data.tag, YAMLProperties.isStringTag(tag) { flags.insert(.stringTag) }
    }
    if style == .literal || style == .folded { end = trimmedEnd(bodyStart, end) }
    builder.addScalar(
      start: start, end: end, bodyStart: bodyStart, style: style,
      text: UnsafeBufferPointer(start: data.value, count: data.length), flags: flags,
      anchor: data.anchor.map { String(cString: $0) })
  }

  private func open(
    _ kind: DataNode.Kind, _ isFlow: Bool, _ anchor: UnsafeMutablePointer<UInt8>?, hasTag: Bool,
    _ builder: inout TreeBuilder
  ) {
    let start = cursor.offset(of: event.pointee.start_mark.index)
    var bodyStart = start
    var flags: NodeRecord.Flags = []
    if anchor != nil || hasTag {
      bodyStart = YAMLProperties.skip(from: start, bytes, limit: range.upperBound)
      flags.insert(.properties)
      if anchor != nil { flags.insert(.anchored) }
    }
    builder.open(
      kind, isFlow ? .flow : .block, start: start, bodyStart: bodyStart, flags: flags,
      anchor: anchor.map { String(cString: $0) })
  }

  private static func style(_ style: yaml_scalar_style_t) -> DataNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  /// libyaml ends a block scalar at the next token; people see its end at its last line of text.
  private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var trimmed = end
    var position = end
    while position > start {
      switch bytes[position - 1] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): trimmed = position - 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: return trimmed
      }
      position -= 1
    }
    return trimmed
  }

  private func fault() -> Fault {
    var offset = min(range.lowerBound + Int(parser.pointee.problem_offset), range.upperBound)
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? ""
    if problem.contains("trailing") {
      // The place is the byte that does not continue the sequence; its first byte is at fault.
      while offset > range.lowerBound, bytes[offset - 1] & 0xC0 == 0x80 { offset -= 1 }
      if offset > range.lowerBound, bytes[offset - 1] >= 0xC0 { offset -= 1 }
    }
    let byte = offset < bytes.count ? bytes[offset] : 0
    return Fault(message: YAMLMessages.reader(problem, byte: byte), offset: offset)
  }

  private func reportError(to builder: inout TreeBuilder) {
    let raw = parser.pointee
    let start = cursor.offset(of: raw.problem_mark.index)
    let context = cursor.offset(of: raw.context_mark.index)
    let message = YAMLMessages.syntax(
      problem: raw.problem.map { String(cString: $0) } ?? "",
      context: raw.context.map { String(cString: $0) } ?? "",
      byte: start < range.upperBound ? bytes[start] : nil)
    var related: [InputProblem.Note] = []
    if let note = message.note, raw.context != nil, context != start {
      related.append(InputProblem.Note(note, Span(builder.file.id, context, wordEnd(context))))
    }
    builder.stop(message.text, start, wordEnd(start), related: related)
  }

  /// The end of the word at an offset, so that a place can be seen.
  private func wordEnd(_ start: Int) -> Int {
    var end = start
    while end < range.upperBound, bytes[end] > UInt8(ascii: " ") { end += 1 }
    return end
  }
}
