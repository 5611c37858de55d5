package import Syntax

extension [TextEdit] {
  /// The edits in order; `nil` where two of them overlap. Deletions that share bytes are one.
  package var withoutOverlap: [TextEdit]? {
    var result: [TextEdit] = []
    for edit in sorted(by: { $0.span < $1.span }) {
      guard let last = result.last, last.span.file == edit.span.file,
        last.span.end > edit.span.start
      else {
        result.append(edit)
        continue
      }
      guard last.replacement.isEmpty, edit.replacement.isEmpty else { return nil }
      result[result.count - 1] = TextEdit(last.span.union(edit.span), "")
    }
    return result
  }
}
