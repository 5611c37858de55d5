/// Names of flags as programs compare them.
package enum FlagName {
  /// Without dashes before it, underscores as dashes.
  package static func normalise(_ name: some StringProtocol) -> String {
    let bytes = name.utf8
    // Nearly every name is what it should be.
    let isPlain = bytes.withContiguousStorageIfAvailable { bytes in
      bytes.first != UInt8(ascii: "-") && bytes.allSatisfy { $0 != UInt8(ascii: "_") }
    }
    if isPlain == true { return String(name) }
    let bare = bytes.drop { $0 == UInt8(ascii: "-") }
    return String(
      decoding: bare.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
  }
}
