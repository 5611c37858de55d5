/// A place in a file: a half-open range of byte offsets from 0. Twelve plain bytes, so that a fact
/// can carry it everywhere; lines and columns are looked up only when something is printed.
package struct Span: Hashable, Comparable, Sendable {
  package let file: FileID
  package let start: UInt32
  package let end: UInt32

  package init(_ file: FileID, _ start: Int, _ end: Int) {
    self.file = file
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  /// The byte offsets.
  package var range: Range<Int> { Int(start)..<Int(end) }

  /// The smallest span that holds both; `other` must be of the same file.
  package func union(_ other: Span) -> Span {
    Span(file, Int(min(start, other.start)), Int(max(end, other.end)))
  }

  package static func < (left: Span, right: Span) -> Bool {
    (left.file, left.start, left.end) < (right.file, right.start, right.end)
  }
}
