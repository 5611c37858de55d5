internal import Syntax

/// The pass that makes a file's outline. It looks at the beginning of each line and at brackets,
/// and makes no string but those of kinds and versions.
struct OutlineScan {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let source: [UInt8]
  private var place: Int
  private var documents: [FileOutline.Document] = []
  private var current: FileOutline.Document
  private var keysLeft = FileOutline.mostKeys
  /// How far the keys of the document stand from the left; `nil` before its first.
  private var margin: Int?

  /// `bytes` are those of `source`, which the outline keeps.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, of source: [UInt8]) {
    self.bytes = bytes
    self.source = source
    place = range.lowerBound
    end = range.upperBound
    current = FileOutline.Document(of: source)
  }

  /// The documents of a JSON text: its object, or the objects in its list, or one after the other.
  mutating func readJSON() -> [FileOutline.Document] {
    while place < end { readFlow() }
    finish()
    return documents
  }

  /// The documents of a YAML text.
  mutating func readYAML() -> [FileOutline.Document] {
    while place < end {
      let lineEnd = ByteSearch.firstIndex(of: 0x0A, in: bytes, place..<end) ?? end
      readLine(place, lineEnd)
      place = max(place, lineEnd + 1)
    }
    finish()
    return documents
  }

  private mutating func finish() {
    if !current.keyPlaces.isEmpty, documents.count < SyntaxLimits.documents {
      documents.append(current)
    }
    current = FileOutline.Document(of: source)
    margin = nil
  }

  private mutating func readLine(_ start: Int, _ lineEnd: Int) {
    var first = start
    while first < lineEnd, bytes[first] == 0x20 { first += 1 }
    guard first < lineEnd else { return }
    let indent = first - start
    if let margin, indent > margin { return }
    switch bytes[first] {
    case 0x09, 0x0D, UInt8(ascii: "#"): return
    case UInt8(ascii: "-") where indent == 0 && starts(with: "---", first):
      finish()
      var rest = first + 3
      skipSpaces(&rest, lineEnd)
      if rest < lineEnd { readTop(rest, lineEnd) }
    case UInt8(ascii: ".") where indent == 0 && starts(with: "...", first): finish()
    case UInt8(ascii: "%") where indent == 0: return
    default:
      if !isTemplate(first) { margin = indent }
      readTop(first, lineEnd)
    }
  }

  private mutating func readTop(_ start: Int, _ lineEnd: Int) {
    guard bytes[start] == UInt8(ascii: "{") else { return readKey(start, lineEnd) }
    guard !isTemplate(start), current.keyPlaces.isEmpty else { return }
    place = start
    readFlow()
  }

  /// `{{` and `{%` begin a template's line.
  private func isTemplate(_ start: Int) -> Bool {
    guard start + 1 < end, bytes[start] == UInt8(ascii: "{") else { return false }
    return bytes[start + 1] == UInt8(ascii: "{") || bytes[start + 1] == UInt8(ascii: "%")
  }

  /// Keys of the mapping that comes next, or of each mapping in the list that does; stops behind it.
  private mutating func readFlow() {
    var depth = 0
    var keyDepth = 1
    var isKeyNext = false
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: "["):
        if depth == 0 { keyDepth = 2 }
        depth += 1
        isKeyNext = false
      case UInt8(ascii: "{"):
        depth += 1
        isKeyNext = depth == keyDepth
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == keyDepth { finish() }
        depth -= 1
        isKeyNext = false
        if depth <= 0 {
          place += 1
          return
        }
      case UInt8(ascii: ","): isKeyNext = depth == keyDepth
      case 0x09, 0x0A, 0x0D, 0x20: break
      case UInt8(ascii: "\""):
        let close = stringEnd(place)
        if isKeyNext { readKey(place, min(close + Self.longestValue, end)) }
        isKeyNext = false
        place = close
      default:
        if isKeyNext { readKey(place, min(place + Self.longestValue, end)) }
        isKeyNext = false
      }
      place += 1
    }
  }

  /// How far behind a key in brackets its value is looked for.
  private static let longestValue = 96

  /// The place of the quote that ends the string.
  private func stringEnd(_ start: Int) -> Int {
    var place = start + 1
    while place < end, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place, end - 1)
  }

  /// Takes in the key that begins here, if one does, and the value of `kind` and `apiVersion`.
  private mutating func readKey(_ start: Int, _ limit: Int) {
    guard keysLeft > 0, let (key, colon) = key(start, limit), !key.isEmpty else { return }
    keysLeft -= 1
    if current.keyPlaces.isEmpty { current.keyPlaces.reserveCapacity(16) }
    current.keyPlaces.append(UInt32(key.lowerBound)..<UInt32(key.upperBound))
    if key.count == 4, starts(with: "kind", key.lowerBound) {
      current.kind = scalar(colon + 1, limit)
    } else if key.count == 10, starts(with: "apiVersion", key.lowerBound) {
      current.apiVersion = scalar(colon + 1, limit)
    }
  }

  /// The bytes of the key without quotes, and the place of its colon.
  private func key(_ start: Int, _ limit: Int) -> (Range<Int>, colon: Int)? {
    if isQuote(bytes[start]) {
      let range = start + 1..<limit
      guard start + 1 < limit,
        let close = ByteSearch.firstIndex(of: bytes[start], in: bytes, range)
      else { return nil }
      var colon = close + 1
      skipSpaces(&colon, limit)
      guard colon < limit, bytes[colon] == UInt8(ascii: ":") else { return nil }
      return (start + 1..<close, colon)
    }
    guard let colon = ByteSearch.firstIndex(of: UInt8(ascii: ":"), in: bytes, start..<limit),
      colon + 1 == limit || isSpace(bytes[colon + 1])
    else { return nil }
    var end = colon
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return (start..<end, colon)
  }

  /// The plain or quoted value that comes next, behind an anchor or a tag.
  private func scalar(_ start: Int, _ limit: Int) -> String {
    var first = start
    skipSpaces(&first, limit)
    while first < limit, bytes[first] == UInt8(ascii: "&") || bytes[first] == UInt8(ascii: "!") {
      while first < limit, !isSpace(bytes[first]) { first += 1 }
      skipSpaces(&first, limit)
    }
    guard first < limit else { return "" }
    var last = first
    if isQuote(bytes[first]) {
      last = ByteSearch.firstIndex(of: bytes[first], in: bytes, first + 1..<limit) ?? limit
      first += 1
    } else {
      while last < limit, !endsPlain(bytes[last]) { last += 1 }
      while last > first, isSpace(bytes[last - 1]) { last -= 1 }
    }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[first..<last]), as: UTF8.self)
  }

  private func endsPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "}"), 0x0A: true
    default: false
    }
  }

  private func starts(with word: StaticString, _ start: Int) -> Bool {
    ByteSearch.starts(with: word, at: start, in: bytes, limit: end)
  }

  private func skipSpaces(_ place: inout Int, _ limit: Int) {
    while place < limit, isSpace(bytes[place]) { place += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}
