package import Syntax

/// Finds what an input says of findings that are accepted: comments in any format whose comments
/// begin with `#`, also inside a document that is embedded in another, and annotations of
/// Kubernetes objects. A file that has none costs one look for a word.
package struct SuppressionScan {
  /// What annotations begin with; the rule's name follows.
  static let annotationPrefix = "haplan.dev/ignore."

  private let file: SourceFile
  private let lines: LineMap
  private var found: [Suppression] = []
  /// Of the statement that was looked for last: what a run of comments shares is walked once.
  private var last: (comments: Range<Int>, walked: ClosedRange<Int>, end: Int)?

  /// All suppressions of a file, in order.
  package static func suppressions(in file: SourceFile) -> [Suppression] {
    guard ByteSearch.contains("haplan", in: file.bytes),
      ByteSearch.contains("ignore", in: file.bytes)
    else { return [] }
    var scan = SuppressionScan(file)
    scan.readComments()
    if ByteSearch.contains("haplan.dev/ignore.", in: file.bytes) { scan.readAnnotations() }
    return scan.found.sorted { $0.span < $1.span }
  }

  private init(_ file: SourceFile) {
    self.file = file
    lines = LineMap(file.bytes)
  }

  // MARK: Comments

  private mutating func readComments() {
    guard !isJSON else { return }
    for number in 1...max(1, lines.lineCount) {
      let range = lines.range(ofLine: number)
      guard let comment = Self.comment(in: file.bytes[range]) else { continue }
      read(comment, line: number, isAlone: isBlank(range.lowerBound..<comment.start))
    }
  }

  private var isJSON: Bool { Self.isJSON(file) }

  /// Whether a text begins as JSON does, which has no comments; `[Service]` does not.
  package static func isJSON(_ file: SourceFile) -> Bool {
    let text = file.bytes.dropFirst(file.byteOrderMarkLength).drop { $0 <= 0x20 }
    let second = text.dropFirst().first { $0 > 0x20 }
    switch text.first {
    case UInt8(ascii: "{"): return second == UInt8(ascii: "\"")
    case UInt8(ascii: "["): return second == UInt8(ascii: "{")
    default: return false
    }
  }

  /// A comment for haplan: where it begins and what it says.
  private struct Comment {
    let start: Int
    let isForFile: Bool
    /// Behind `ignore` or `ignore-file`, to the end of the line.
    let rest: Range<Int>
  }

  private static func comment(in line: ArraySlice<UInt8>) -> Comment? {
    var index = line.startIndex
    var quotes = index
    while let place = line[index...].firstIndex(of: UInt8(ascii: "#")) {
      index = place + 1
      let isFirst = place == line.startIndex || line[place - 1] <= 0x20
      guard isFirst else { continue }
      var rest = line[index...].drop { $0 == 0x20 || $0 == 0x09 }
      guard rest.starts(with: "haplan:".utf8) else { continue }
      rest = rest.dropFirst(7).drop { $0 == 0x20 || $0 == 0x09 }
      guard rest.starts(with: "ignore".utf8) else { continue }
      if let end = quote(over: place, in: line, from: &quotes) {
        index = end
        continue
      }
      rest = rest.dropFirst(6)
      let isForFile = rest.starts(with: "-file".utf8)
      if isForFile { rest = rest.dropFirst(5) }
      return Comment(start: place, isForFile: isForFile, rest: rest.startIndex..<line.endIndex)
    }
    return nil
  }

  /// Behind the quoted value that a place is inside of; `nil` where it is in none. A quote opens
  /// where a value begins, so that an apostrophe does not, and closes on its line. Those before
  /// `start` are known.
  private static func quote(
    over place: Int, in line: ArraySlice<UInt8>, from start: inout Int
  ) -> Int? {
    while start < place {
      guard let close = endOfQuote(at: start, in: line) else {
        start += 1
        continue
      }
      start = close + 1
      if close > place { return start }
    }
    return nil
  }

  /// Where the quoted value closes that opens at an index; `nil` where none does.
  private static func endOfQuote(at open: Int, in line: ArraySlice<UInt8>) -> Int? {
    let mark = line[open]
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'"),
      open == line.startIndex || line[open - 1] <= 0x20 || "[{(,:=".utf8.contains(line[open - 1])
    else { return nil }
    var index = open + 1
    while index < line.endIndex {
      let isDoubled = mark == UInt8(ascii: "'") && line[index...].starts(with: "''".utf8)
      let isEscaped = mark == UInt8(ascii: "\"") && line[index] == UInt8(ascii: "\\")
      if isDoubled || isEscaped {
        index += 2
      } else if line[index] == mark {
        return index
      } else {
        index += 1
      }
    }
    return nil
  }

  private mutating func read(_ comment: Comment, line: Int, isAlone: Bool) {
    var names: [Suppression.Name] = []
    var rest = comment.rest
    let text = file.bytes[rest].drop { $0 == 0x20 || $0 == 0x09 }
    if text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")) {
      names = self.names(in: (text.startIndex + 1)..<close)
      rest = (close + 1)..<rest.upperBound
    }
    let (limit, reason) = Self.limit(in: file.text(rest))
    let scope: Suppression.Scope =
      comment.isForFile ? .file : .lines(isAlone ? statement(below: line) : line...line)
    found.append(
      Suppression(
        span: Span(file.id, comment.start, trimmed(comment.rest).upperBound), names: names,
        scope: scope, limit: limit, reason: reason, isComment: true))
  }

  private func names(in range: Range<Int>) -> [Suppression.Name] {
    file.bytes[range].split(separator: UInt8(ascii: ",")).compactMap { piece in
      let range = trimmed(piece.startIndex..<piece.endIndex)
      guard !range.isEmpty else { return nil }
      return .init(
        rule: file.text(range), span: Span(file.id, range.lowerBound, range.upperBound))
    }
  }

  /// The lines of the statement that begins below a comment: with those that a backslash at the end
  /// goes on with.
  private mutating func statement(below line: Int) -> ClosedRange<Int> {
    var first = line + 1
    if let last, last.comments.contains(first) {
      first = last.walked.lowerBound
    } else {
      while first < lines.lineCount, isCommentOrBlank(first) { first += 1 }
    }
    if let last, last.walked.contains(first) {
      self.last = ((line + 1)..<first, last.walked, last.end)
      return first...max(first, last.end)
    }
    var walked = first
    while walked < lines.lineCount, goesOn(walked) || isCommentOrBlank(walked) { walked += 1 }
    var end = walked
    while end > first, isCommentOrBlank(end) { end -= 1 }
    last = ((line + 1)..<first, first...max(first, walked), end)
    return first...max(first, end)
  }

  private func goesOn(_ line: Int) -> Bool {
    let range = trimmed(lines.range(ofLine: line))
    return !range.isEmpty && file.bytes[range.upperBound - 1] == UInt8(ascii: "\\")
  }

  private func isCommentOrBlank(_ line: Int) -> Bool {
    let range = trimmed(lines.range(ofLine: line))
    return range.isEmpty || file.bytes[range.lowerBound] == UInt8(ascii: "#")
  }

  private func isBlank(_ range: Range<Int>) -> Bool { trimmed(range).isEmpty }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, file.bytes[start] <= 0x20 { start += 1 }
    while end > start, file.bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// `until=2027-01-31` anywhere in a reason, and the reason without it.
  static func limit(in text: String) -> (Suppression.Limit, reason: String) {
    var limit = Suppression.Limit.never
    var words: [Substring] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" }) {
      if word.hasPrefix("until=") {
        let day = word.dropFirst(6)
        limit = CalendarDay(day).map { .until($0) } ?? .unreadable(String(day))
      } else {
        words.append(word)
      }
    }
    return (limit, words.joined(separator: " "))
  }

  // MARK: Annotations

  private mutating func readAnnotations() {
    let documents = isJSON ? JSONParser.parse(file) : YAMLParser.parse(file)
    for document in documents.documents {
      readAnnotations(of: document.root)
      guard let items = document.root["items"] else { continue }
      for item in items.items { readAnnotations(of: item) }
    }
  }

  private mutating func readAnnotations(of object: DataNode) {
    guard let annotations = object["metadata"]?["annotations"] else { return }
    for (key, value) in annotations.entries {
      let name = key.text
      guard name.hasPrefix(Self.annotationPrefix) else { continue }
      let (limit, reason) = Self.limit(in: value.text)
      let rule = Suppression.Name(
        rule: String(name.dropFirst(Self.annotationPrefix.utf8.count)), span: key.valueSpan)
      found.append(
        Suppression(
          span: key.span.union(value.span), names: [rule], scope: .object(object.span),
          limit: limit, reason: reason, isComment: false))
    }
  }
}
