/// A text that was made from source text (continuation lines joined, escapes decoded, variables put
/// in), in which each byte still knows the source bytes that it stands for.
public struct MappedText: Sendable, Hashable {
  public private(set) var bytes: [UInt8] = []
  /// For each byte the place that it was made from; as long as `bytes`.
  public private(set) var places: [Span] = []
  /// Where the text begins in the source, for a text without bytes.
  public let anchor: Span

  /// An empty text that stands at `anchor`.
  public init(anchor: Span) { self.anchor = anchor }

  /// A part of a file as it stands; the range is cut to the file.
  public init(_ file: SourceFile, _ range: Range<Int>) {
    let range = range.clamped(to: 0..<file.bytes.count)
    bytes = Array(file.bytes[range])
    places = range.map { Span(file.id, $0, $0 + 1) }
    anchor = Span(file.id, range.lowerBound, range.lowerBound)
  }

  /// The whole file, a byte order mark included.
  public init(_ file: SourceFile) { self.init(file, 0..<file.bytes.count) }

  /// Number of bytes.
  public var count: Int { bytes.count }
  /// Whether there is no byte.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Decoded as UTF-8; what is none becomes U+FFFD.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// A range (cut to the text), decoded as `string` is.
  public func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<count)], as: UTF8.self)
  }

  /// The byte at an offset, or `nil` outside the text.
  public func byte(_ offset: Int) -> UInt8? {
    offset >= 0 && offset < bytes.count ? bytes[offset] : nil
  }

  /// Appends one byte and the place that it was made from.
  public mutating func append(_ byte: UInt8, _ place: Span) {
    bytes.append(byte)
    places.append(place)
  }

  /// Appends a text; its bytes keep their places.
  public mutating func append(_ other: MappedText) {
    bytes += other.bytes
    places += other.places
  }

  /// Several bytes that were made from one place.
  public mutating func append(_ string: some Sequence<UInt8>, from place: Span) {
    for byte in string { append(byte, place) }
  }

  /// A range (cut to the text) as a text of its own.
  public func slice(_ range: Range<Int>) -> MappedText {
    let range = range.clamped(to: 0..<count)
    var part = MappedText(anchor: span(of: range.lowerBound..<range.lowerBound))
    part.bytes = Array(bytes[range])
    part.places = Array(places[range])
    return part
  }

  /// The source place of a range: from its first byte's to its last's where they are of one file,
  /// otherwise the first byte's. An empty range has the zero-width place before its next byte.
  public func span(of range: Range<Int>) -> Span {
    let range = range.clamped(to: 0..<count)
    guard !range.isEmpty else { return emptySpan(at: range.lowerBound) }
    let first = places[range.lowerBound]
    let last = places[range.upperBound - 1]
    guard first.file == last.file else { return first }
    return first.union(last)
  }

  /// The source place of the whole text.
  public var span: Span { span(of: 0..<count) }

  /// Whether the source holds exactly these bytes in a row, so that an edit can replace them alone.
  public func isVerbatim(_ range: Range<Int>) -> Bool {
    let range = range.clamped(to: 0..<count)
    for offset in range {
      guard places[offset].range.count == 1 else { return false }
      if offset > range.lowerBound {
        let before = places[offset - 1]
        guard before.file == places[offset].file, before.end == places[offset].start else {
          return false
        }
      }
    }
    return true
  }

  private func emptySpan(at offset: Int) -> Span {
    if offset > 0, offset <= places.count {
      let before = places[offset - 1]
      return Span(before.file, Int(before.end), Int(before.end))
    }
    guard let first = places.first else { return anchor }
    return Span(first.file, Int(first.start), Int(first.start))
  }
}
