import Syntax

@testable import Reporting

/// A file of a test, by its number and text.
func file(_ text: String, path: String = "a.yaml", id: UInt32 = 0) -> SourceFile {
  SourceFile(id: FileID(id), path: path, text: text)
}

/// The place of the nth mention of a text (from 1).
func place(_ text: String, in file: SourceFile, nth: Int = 1) -> Span {
  let needle = Array(text.utf8)
  var found = 0
  for start in 0...(max(0, file.bytes.count - needle.count)) {
    guard file.bytes[start...].starts(with: needle) else { continue }
    found += 1
    if found == nth { return Span(file.id, start, start + needle.count) }
  }
  preconditionFailure("no such text: \(text)")
}

/// The snippet of a primary place and others, without colour.
func drawing(
  _ primary: Span, _ label: String = "", others: [(Span, String)] = [], in files: SourceFile...
) -> String {
  let marks =
    [Snippet.Mark(span: primary, label: label, isPrimary: true)]
    + others.map { Snippet.Mark(span: $0.0, label: $0.1, isPrimary: false) }
  return Snippet.lines(marks, files: FileTexts(files), theme: .plain, role: .error)
    .joined(separator: "\n")
}
