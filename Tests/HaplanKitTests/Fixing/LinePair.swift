/// One line of a file before and after a fix, or several that belong together; `nil` where it is
/// not there.
struct LinePair {
  var before: String?
  var after: String?

  /// Whether a comment or a blank line may stand above it.
  var takesAbove = true
  /// Whether a comment may stand behind it.
  var takesComment = true
  /// Whether blanks may stand at its end.
  var takesBlanks = true

  /// A line that does not change.
  init(_ text: String) {
    before = text
    after = text
  }

  init(before: String?, after: String?) {
    self.before = before
    self.after = after
  }
}
