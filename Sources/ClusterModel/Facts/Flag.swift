public import Syntax

/// One command-line flag as its program reads it.
public struct Flag: Sendable, Hashable {
  /// The value of a flag.
  public enum Value: Sendable, Hashable {
    case text(String)
    /// Not known; the text says why, such as the variable that holds it.
    case unknown(String)
  }

  /// Without leading dashes, underscores as dashes: `etcd-servers`.
  public let name: String
  /// A bare boolean flag has the text `true`.
  public let value: Value
  public let nameSpan: Span
  /// The value without quotes: what findings underline and edits replace. The name's span where
  /// the flag is bare.
  public let valueSpan: Span
  /// All of it, `--name=value`, a list item or a map entry.
  public let entrySpan: Span
  /// Written without a value: `--leader-elect`.
  public let isBare: Bool
  /// Of a flag that is written several times, whose values add up: each of them. Else empty.
  public let parts: [Flag]

  public init(
    name: String, value: Value, nameSpan: Span, valueSpan: Span, entrySpan: Span,
    isBare: Bool = false, parts: [Flag] = []
  ) {
    self.name = name
    self.value = value
    self.nameSpan = nameSpan
    self.valueSpan = valueSpan
    self.entrySpan = entrySpan
    self.isBare = isBare
    self.parts = parts
  }

  /// The value's text, where it is known.
  public var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  /// The parts of a comma-separated value, each with its own place where the value stands in the
  /// file as it is; parts are trimmed of blanks, empty ones dropped. `nil` where it is unknown.
  public func list(in file: SourceFile?) -> [Located<String>]? {
    guard let text else { return nil }
    if !self.parts.isEmpty { return self.parts.flatMap { $0.list(in: file) ?? [] } }
    let isVerbatim = file.map { $0.text(valueSpan) == text } ?? false
    var parts: [Located<String>] = []
    let bytes = Array(text.utf8)
    for piece in bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let trimmed = piece.trimmingBlanks()
      if !trimmed.isEmpty {
        let start = Int(valueSpan.start) + trimmed.startIndex
        let span =
          isVerbatim ? Span(valueSpan.file, start, start + trimmed.count) : valueSpan
        parts.append(Located(String(decoding: trimmed, as: UTF8.self), span))
      }
    }
    return parts
  }
}

extension ArraySlice<UInt8> {
  /// Without leading and trailing spaces and tabs.
  fileprivate func trimmingBlanks() -> ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first == 0x20 || first == 0x09 { slice = slice.dropFirst() }
    while let last = slice.last, last == 0x20 || last == 0x09 { slice = slice.dropLast() }
    return slice
  }
}
