/// Finds the marks of template languages in a text that should be rendered already.
public enum TemplateScan {
  /// The first piece of control flow: Jinja's `{% … %}`, Go's `{{ range … }}` and the like,
  /// Terraform's `%{ for … }`. Such a text says nothing before it is rendered.
  public static func firstControlFlow(in file: SourceFile, range: Range<Int>? = nil) -> Span? {
    let range = (range ?? 0..<file.bytes.count).clamped(to: 0..<file.bytes.count)
    return file.bytes.withUnsafeBufferPointer { bytes in
      var position = range.lowerBound
      while let brace = ByteSearch.firstIndex(
        of: UInt8(ascii: "{"), in: bytes, position..<range.upperBound)
      {
        for start in [brace - 1, brace] where start >= position && start + 1 < range.upperBound {
          if let end = controlFlowEnd(bytes, start, range.upperBound) {
            return Span(file.id, start, end)
          }
        }
        position = brace + 1
      }
      return nil
    }
  }

  /// The first line that is nothing but one placeholder, `${NAME}` or `{{ … }}`: where the syntax
  /// broke, it stands for the list or mapping that is missing.
  public static func firstPlaceholderLine(
    in file: SourceFile, range: Range<Int>? = nil
  ) -> Span? {
    let range = (range ?? 0..<file.bytes.count).clamped(to: 0..<file.bytes.count)
    var start = range.lowerBound
    while start < range.upperBound {
      let end = file.bytes[start..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      if let span = wholePlaceholder(file, start, end) { return span }
      start = end + 1
    }
    return nil
  }

  /// The last `{{ … }}` on a line before a place: where the syntax broke there, it was unquoted.
  public static func expression(in file: SourceFile, before place: Span) -> Span? {
    let bytes = file.bytes
    let end = min(place.range.lowerBound, bytes.count)
    let start = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let opener = [UInt8](repeating: UInt8(ascii: "{"), count: 2)
    let closer = [UInt8](repeating: UInt8(ascii: "}"), count: 2)
    guard
      let open = (start..<max(start, end - 1)).last(where: { bytes[$0..<$0 + 2] == opener[...] }),
      let close = (open..<max(open, bytes.count - 1)).first(where: {
        bytes[$0] == 0x0A || bytes[$0..<$0 + 2] == closer[...]
      }), bytes[close] != 0x0A
    else { return nil }
    return Span(file.id, open, close + 2)
  }

  /// Whether a text has a part that is still to be filled in: `$(X)`, `${X}`, `<x>`, `{{ x }}` or
  /// `{% x %}`.
  public static func hasPlaceholder(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for position in bytes.indices.dropLast() {
        let next = bytes[position + 1]
        switch bytes[position] {
        case UInt8(ascii: "$") where next == UInt8(ascii: "(") || next == UInt8(ascii: "{"):
          let closer = next == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
          if bytes[(position + 2)...].contains(closer) { return true }
        case UInt8(ascii: "{") where next == UInt8(ascii: "{") || next == UInt8(ascii: "%"):
          return true
        case UInt8(ascii: "<"):
          if isAngled(bytes[(position + 1)...]) { return true }
        default: break
        }
      }
      return false
    }
  }

  /// Whether a name and `>` follow: letters, digits and `_-. /|:`, a letter among them.
  private static func isAngled(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var hasLetter = false
    for (count, byte) in bytes.prefix(64).enumerated() {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: hasLetter = true
      case 0x30...0x39, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: ":"):
        break
      case UInt8(ascii: " "):
        if count == 0 { return false }
      case UInt8(ascii: ">"): return hasLetter
      default: return false
      }
    }
    return false
  }

  private static let goWords = [
    "range", "if", "else", "end", "with", "define", "include", "template", "block",
  ]
  private static let terraformWords = ["for", "if", "else", "endif", "endfor"]

  private static func controlFlowEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) -> Int? {
    let next = bytes[start + 1]
    switch bytes[start] {
    case UInt8(ascii: "{") where next == UInt8(ascii: "%"):
      return end("%}", bytes, start + 2, limit)
    case UInt8(ascii: "{") where next == UInt8(ascii: "{"):
      guard hasWord(goWords, bytes, start + 2, limit) else { return nil }
      return end("}}", bytes, start + 2, limit)
    case UInt8(ascii: "%") where next == UInt8(ascii: "{"):
      guard hasWord(terraformWords, bytes, start + 2, limit) else { return nil }
      return end("}", bytes, start + 2, limit)
    default: return nil
    }
  }

  /// Whether one of the words comes next, behind blanks and a trim mark.
  private static func hasWord(
    _ words: [String], _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) -> Bool {
    let trimMarks = [UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: " "), UInt8(ascii: "\t")]
    let rest = bytes[start..<limit].drop { trimMarks.contains($0) }
    let word = rest.prefix { (0x61...0x7A).contains($0) }
    return words.contains { $0.utf8.elementsEqual(word) }
  }

  /// The end of a closing mark on the same line, or of the line.
  private static func end(
    _ mark: String, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
  ) -> Int {
    let mark = Array(mark.utf8)
    var position = start
    while position < limit, bytes[position] != 0x0A {
      if bytes[position..<min(position + mark.count, limit)].elementsEqual(mark) {
        return position + mark.count
      }
      position += 1
    }
    return position
  }

  private static func wholePlaceholder(_ file: SourceFile, _ start: Int, _ end: Int) -> Span? {
    let line = file.bytes[start..<end]
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    guard let first = line.firstIndex(where: { !isBlank($0) }),
      let last = line.lastIndex(where: { !isBlank($0) })
    else { return nil }
    let text = line[first...last]
    let isShell = text.starts(with: "${".utf8) && text.last == UInt8(ascii: "}")
    let isMoustache = text.starts(with: "{{".utf8) && text.suffix(2).elementsEqual("}}".utf8)
    return isShell || isMoustache ? Span(file.id, first, last + 1) : nil
  }
}
