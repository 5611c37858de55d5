/// Anchors and tags in front of a node.
enum YAMLProperties {
  private static let stringTag = Array("tag:yaml.org,2002:str".utf8)

  /// Where the node begins whose properties begin at `start`: behind at most an anchor and a tag
  /// and the blanks, line breaks and comments after them.
  static func skip(from start: Int, _ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
    var position = start
    for _ in 0..<2 {
      guard position < limit,
        bytes[position] == UInt8(ascii: "&") || bytes[position] == UInt8(ascii: "!")
      else { break }
      while position < limit, !isEnd(bytes[position]) { position += 1 }
      position = skipGap(from: position, bytes, limit: limit)
    }
    return position
  }

  /// Behind blanks, line breaks and comments.
  static func skipGap(from start: Int, _ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
    var position = start
    while position < limit {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        position += 1
      case UInt8(ascii: "#"):
        while position < limit, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      default: return position
      }
    }
    return position
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
      UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// Whether a resolved tag makes a scalar a string: `!!str` and the bare `!`.
  static func isStringTag(_ tag: UnsafePointer<UInt8>) -> Bool {
    if tag[0] == UInt8(ascii: "!") { return tag[1] == 0 }
    for (position, byte) in stringTag.enumerated() where tag[position] != byte { return false }
    return tag[stringTag.count] == 0
  }
}
