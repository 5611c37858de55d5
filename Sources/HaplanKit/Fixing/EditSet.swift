internal import Syntax

/// Edits of several files, by path; none overlaps another. Turns places before them into places
/// after.
struct EditSet {
  /// Sorted by place.
  private(set) var byPath: [String: [TextEdit]] = [:]

  /// Takes edits in where they touch none that is there: neither overlap nor the same place of
  /// insertion. All or none; false where it is none.
  mutating func add(_ edits: [TextEdit], path: (FileID) -> String) -> Bool {
    for edit in edits {
      for other in byPath[path(edit.span.file)] ?? [] where Self.collide(edit.span, other.span) {
        return false
      }
    }
    for edit in edits { byPath[path(edit.span.file), default: []].append(edit) }
    for path in Set(edits.map({ path($0.span.file) })) { byPath[path]?.sort { $0.span < $1.span } }
    return true
  }

  private static func collide(_ one: Span, _ two: Span) -> Bool {
    one.start < two.end && two.start < one.end || one.start == two.start
  }

  /// The bytes of a file after its edits.
  func apply(to bytes: [UInt8], path: String) -> [UInt8] {
    guard let edits = byPath[path] else { return bytes }
    var result: [UInt8] = []
    var offset = 0
    for edit in edits {
      let range = edit.span.range.clamped(to: offset..<max(offset, bytes.count))
      result += bytes[offset..<range.lowerBound]
      result += edit.replacement.utf8
      offset = range.upperBound
    }
    return result + bytes[offset...]
  }

  /// Where a range of a file stands after its edits; what was put in at its ends belongs to it.
  func moved(_ range: Range<Int>, path: String) -> Range<Int> {
    var shift = 0
    var growth = 0
    var (start, end) = (range.lowerBound, range.upperBound)
    for edit in byPath[path] ?? [] {
      let place = edit.span.range
      let grown = edit.replacement.utf8.count - place.count
      if place.upperBound < start || (place.upperBound == start && !place.isEmpty) {
        shift += grown
      } else if place.lowerBound < end || (place.lowerBound == end && place.isEmpty) {
        start = min(start, place.lowerBound)
        end = max(end, place.upperBound)
        growth += grown
      }
    }
    return (start + shift)..<max(start + shift, end + shift + growth)
  }
}
