/// What stands at the top of a file's documents, found by one pass over the bytes without parsing,
/// so that every format can tell its files by it at next to no cost. It may be wrong where a file is
/// odd (a key inside a block scalar at the margin); reading decides.
package struct FileOutline: Sendable {
  /// The top of one document.
  package struct Document: Sendable {
    /// Empty where there is none.
    package fileprivate(set) var apiVersion = ""
    /// Empty where there is none.
    package fileprivate(set) var kind = ""
    /// In order of writing, without quotes.
    package fileprivate(set) var keys: [String] = []

    /// Whether a key stands at its top.
    package func has(_ key: String) -> Bool { keys.contains(key) }
  }

  package private(set) var documents: [Document] = []

  init(_ bytes: ArraySlice<UInt8>, isJSON: Bool) {
    if isJSON { readJSON(bytes) } else { readYAML(bytes) }
  }

  /// Whether a document has this kind, and an `apiVersion` that begins so.
  package func has(kind: String, of group: String = "") -> Bool {
    documents.contains { $0.kind == kind && $0.apiVersion.hasPrefix(group) }
  }

  /// Whether the `apiVersion` of a document begins so.
  package func has(group: String) -> Bool {
    documents.contains { $0.apiVersion.hasPrefix(group) }
  }

  /// Whether a document has the key at its top.
  package func has(key: String) -> Bool { documents.contains { $0.has(key) } }

  // MARK: YAML

  private mutating func readYAML(_ bytes: ArraySlice<UInt8>) {
    var document = Document()
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
      let line = bytes[start..<end]
      start = end + 1
      guard let first = line.first, !first.isSpace, first != UInt8(ascii: "#") else { continue }
      if line.starts(with: "---".utf8) {
        finish(&document)
        let rest = line.dropFirst(3).drop(while: \.isSpace)
        if !rest.isEmpty { readKey(rest, into: &document) }
      } else if first == UInt8(ascii: "{") {
        readKey(line.dropFirst().drop(while: \.isSpace), into: &document)
      } else {
        readKey(line, into: &document)
      }
    }
    finish(&document)
  }

  private mutating func finish(_ document: inout Document) {
    if !document.keys.isEmpty { documents.append(document) }
    document = Document()
  }

  private func readKey(_ line: ArraySlice<UInt8>, into document: inout Document) {
    guard let (key, rest) = Self.word(line, until: UInt8(ascii: ":")) else { return }
    document.keys.append(key)
    guard key == "kind" || key == "apiVersion" else { return }
    let value = Self.scalar(rest)
    if key == "kind" { document.kind = value } else { document.apiVersion = value }
  }

  /// The word before `end`, without quotes; `nil` where the line has no such word.
  private static func word(
    _ line: ArraySlice<UInt8>, until end: UInt8
  ) -> (String, ArraySlice<UInt8>)? {
    guard let first = line.first else { return nil }
    if first.isQuote {
      let text = line.dropFirst()
      guard let close = text.firstIndex(of: first) else { return nil }
      let rest = line[(close + 1)...].drop(while: \.isSpace)
      guard rest.first == end else { return nil }
      return (String(decoding: text[..<close], as: UTF8.self), rest.dropFirst())
    }
    guard let place = line.firstIndex(of: end) else { return nil }
    let rest = line[(place + 1)...]
    guard rest.first.map(\.isSpace) ?? true else { return nil }
    return (String(decoding: line[..<place].trimmingSpaces(), as: UTF8.self), rest)
  }

  private static func scalar(_ text: ArraySlice<UInt8>) -> String {
    let value = text.drop(while: \.isSpace)
    if let first = value.first, first.isQuote {
      let rest = value.dropFirst()
      return String(decoding: rest[..<(rest.firstIndex(of: first) ?? rest.endIndex)], as: UTF8.self)
    }
    let end = value.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ",") }
    return String(decoding: value[..<(end ?? value.endIndex)].trimmingSpaces(), as: UTF8.self)
  }

  // MARK: JSON

  /// Keys of the top object, or of each object in a top array.
  private mutating func readJSON(_ bytes: ArraySlice<UInt8>) {
    var place = bytes.startIndex
    var depth = 0
    var keyDepth = 1
    var document = Document()
    while place < bytes.endIndex {
      switch bytes[place] {
      case UInt8(ascii: "["):
        if depth == 0 { keyDepth = 2 }
        depth += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == keyDepth { finish(&document) }
        depth -= 1
      case UInt8(ascii: "\""):
        let end = Self.stringEnd(bytes, place)
        if depth == keyDepth { readKey(bytes[place...].prefix(end - place + 96), into: &document) }
        place = end
      default: break
      }
      place += 1
    }
    finish(&document)
  }

  /// The place of the quote that ends the string.
  private static func stringEnd(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
    var place = start + 1
    while place < bytes.endIndex, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place, bytes.endIndex - 1)
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
  fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}

extension ArraySlice<UInt8> {
  fileprivate func trimmingSpaces() -> ArraySlice<UInt8> {
    var slice = drop(while: \.isSpace)
    while let last = slice.last, last.isSpace { slice.removeLast() }
    return slice
  }
}
