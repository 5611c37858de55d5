/// A place in a file: a half-open range of byte offsets from 0. Twelve plain bytes, so that a fact
/// can carry it everywhere; lines and columns are looked up only when something is printed.
public struct Span: Hashable, Comparable, Sendable {
  public let file: FileID
  public let start: UInt32
  public let end: UInt32

  public init(_ file: FileID, _ start: Int, _ end: Int) {
    self.file = file
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  /// The byte offsets.
  public var range: Range<Int> { Int(start)..<Int(end) }

  /// The smallest span that holds both; `other` must be of the same file.
  public func union(_ other: Span) -> Span {
    Span(file, Int(min(start, other.start)), Int(max(end, other.end)))
  }

  public static func < (left: Span, right: Span) -> Bool {
    (left.file, left.start, left.end) < (right.file, right.start, right.end)
  }
}
