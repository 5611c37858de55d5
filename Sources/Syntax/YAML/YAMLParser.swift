/// Reads YAML 1.1 through the system's libyaml into trees whose places are byte offsets.
public enum YAMLParser {
  /// All documents of a file. A byte order mark is skipped.
  public static func parse(_ file: SourceFile) -> ParsedDocuments {
    parse(file, range: file.byteOrderMarkLength..<file.bytes.count)
  }

  /// The documents of a YAML text inside a file, as a heredoc or a fenced block; places are those
  /// of the whole file. A range beyond the file is cut.
  public static func parse(_ file: SourceFile, range: Range<Int>) -> ParsedDocuments {
    let range = range.clamped(to: file.byteOrderMarkLength..<file.bytes.count)
    return file.bytes.withUnsafeBufferPointer { bytes in
      var builder = TreeBuilder(file: file, notation: .yaml, bytes: bytes)
      if let message = unreadable(UnsafeBufferPointer(rebasing: bytes[range])) {
        builder.stop(message, range.lowerBound, range.lowerBound)
      } else if let fault = read(range, into: &builder) {
        // libyaml decodes far ahead, so that one bad byte hides what stands before it: read again
        // up to the line of that byte.
        builder = TreeBuilder(file: file, notation: .yaml, bytes: bytes)
        let lineStart = bytes[range.lowerBound..<fault.offset]
          .lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
        builder.isCut = true
        _ = read(range.lowerBound..<(lineStart ?? range.lowerBound), into: &builder)
        builder.stopCut(fault.message, fault.offset, min(fault.offset + 1, bytes.count))
      }
      return ParsedDocuments(
        documents: builder.documents, problems: builder.problems, stoppedAt: builder.stoppedAt,
        file: file, range: range, notation: .yaml)
    }
  }

  /// Reads a range; gives the fault that keeps libyaml from decoding the text at all.
  private static func read(
    _ range: Range<Int>, into builder: inout TreeBuilder
  ) -> YAMLReader.Fault? {
    guard let reader = YAMLReader(range, of: builder.bytes) else {
      builder.stop("the YAML library has no memory left", range.lowerBound, range.lowerBound)
      return nil
    }
    return reader.read(into: &builder)
  }

  /// Why the text cannot be YAML that tools read, if it cannot.
  private static func unreadable(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.count > SyntaxLimits.fileBytes {
      return "the file is larger than \(SyntaxLimits.fileBytes >> 20) MiB"
    }
    if bytes.count >= 2,
      (bytes[0], bytes[1]) == (0xFF, 0xFE) || (bytes[0], bytes[1]) == (0xFE, 0xFF)
    {
      return "the file is UTF-16: save it as UTF-8"
    }
    return nil
  }
}
