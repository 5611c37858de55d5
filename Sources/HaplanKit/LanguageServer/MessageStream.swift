/// The messages of a language client: a header with `Content-Length`, an empty line, the bytes.
struct MessageStream {
  /// A larger message ends the stream.
  static let mostBytes = 64 << 20
  /// A header longer than this is none.
  static let mostHeaderBytes = 4096

  private var buffer: [UInt8] = []
  private var start = 0

  /// Takes in what has arrived.
  mutating func append(_ bytes: [UInt8]) {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes
  }

  /// What is known of the next message.
  enum Next: Equatable {
    case message([UInt8])
    case incomplete
    /// The client does not speak the protocol.
    case broken
  }

  mutating func next() -> Next {
    guard let end = headerEnd else {
      return buffer.count - start > Self.mostHeaderBytes ? .broken : .incomplete
    }
    let header = String(decoding: buffer[start..<end], as: UTF8.self)
    guard let length = Self.length(in: header), length <= Self.mostBytes else { return .broken }
    let body = end + 4
    guard buffer.count >= body + length else { return .incomplete }
    start = body + length
    return .message(Array(buffer[body..<start]))
  }

  private var headerEnd: Int? {
    let mark = Array("\r\n\r\n".utf8)
    guard buffer.count >= start + mark.count else { return nil }
    let last = min(buffer.count - mark.count, start + Self.mostHeaderBytes)
    return (start...max(start, last)).first { buffer[$0..<($0 + mark.count)].elementsEqual(mark) }
  }

  private static func length(in header: String) -> Int? {
    for line in header.unicodeScalars.split(whereSeparator: { $0 == "\r" || $0 == "\n" }) {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      let digits = parts[1].filter { $0 != " " && $0 != "\t" }
      return Int(digits).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }
}
