internal import CLibYAML

/// Reads YAML into located trees, by the system's libyaml. What libyaml does that its manual does
/// not say is dealt with here and in `YAMLTreeBuilder`.
package enum YAMLParser {
  /// The documents of a whole file. After a syntax error the rest of the file is not read; what was
  /// understood before it is kept.
  package static func parse(_ file: SourceFile) -> ParsedDocuments {
    parse(file, range: file.byteOrderMarkLength..<file.bytes.count)
  }

  /// The documents of a part of a file; places are those in the whole file.
  package static func parse(_ file: SourceFile, range: Range<Int>) -> ParsedDocuments {
    let range = range.clamped(to: 0..<file.bytes.count)
    return file.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[range])
      var parser = yaml_parser_t()
      guard yaml_parser_initialize(&parser) == 1 else {
        return ParsedDocuments(documents: [], problems: [InputProblem("out of memory", nil)])
      }
      defer { yaml_parser_delete(&parser) }
      yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
      var builder = YAMLTreeBuilder(file: file, text: text, offset: range.lowerBound)
      run(&parser, &builder)
      return builder.finish()
    }
  }

  private static func run(_ parser: inout yaml_parser_t, _ builder: inout YAMLTreeBuilder) {
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(&parser, &event) == 1 else {
        builder.fail(parser)
        return
      }
      let isEnd = event.type == YAML_STREAM_END_EVENT
      let goesOn = builder.add(event)
      yaml_event_delete(&event)
      if isEnd || !goesOn { return }
    }
  }
}
