/// Reads JSON (RFC 8259) into the same trees as YAML. Not libyaml's job: it refuses surrogate
/// pairs such as `"\ud83d\ude00"`. Values that follow each other are documents of their own, as
/// tools that print one object per line need it.
public enum JSONParser {
  /// All values of a file. A byte order mark is skipped.
  public static func parse(_ file: SourceFile) -> ParsedDocuments {
    parse(file, range: file.byteOrderMarkLength..<file.bytes.count)
  }

  /// The values of a JSON text inside a file; places are those of the whole file. A range beyond
  /// the file is cut.
  public static func parse(_ file: SourceFile, range: Range<Int>) -> ParsedDocuments {
    let range = range.clamped(to: file.byteOrderMarkLength..<file.bytes.count)
    return file.bytes.withUnsafeBufferPointer { bytes in
      var builder = TreeBuilder(file: file, notation: .json, bytes: bytes)
      if range.count > SyntaxLimits.fileBytes {
        builder.stop(
          "the file is larger than \(SyntaxLimits.fileBytes >> 20) MiB", range.lowerBound,
          range.lowerBound)
      } else {
        var reader = JSONReader(bytes: bytes, range: range)
        reader.read(into: &builder)
      }
      return ParsedDocuments(
        documents: builder.documents, problems: builder.problems, stoppedAt: builder.stoppedAt,
        file: file, range: range, notation: .json)
    }
  }
}
