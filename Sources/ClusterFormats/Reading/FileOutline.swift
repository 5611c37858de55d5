internal import Syntax

/// What stands at the top of a file's documents, found by one pass over the bytes without parsing,
/// so that every format can tell its files by it at next to no cost. It may be wrong where a file is
/// odd (a key inside a block scalar at the margin, a kind on the line below its key); reading
/// decides.
package struct FileOutline: Sendable {
  /// Keys that are kept of one file, far more than any tool writes at the top of its documents.
  static let mostKeys = 100_000

  /// The top of one document.
  package struct Document: Sendable {
    /// Empty where there is none.
    package internal(set) var apiVersion = ""
    /// Empty where there is none.
    package internal(set) var kind = ""
    let bytes: [UInt8]
    var keyPlaces: [Range<UInt32>] = []

    init(of bytes: [UInt8]) { self.bytes = bytes }

    /// Whether it says what it is, as Kubernetes objects do.
    package var isObject: Bool { !kind.isEmpty || !apiVersion.isEmpty }

    /// In order of writing, without quotes.
    package var keys: [String] {
      keyPlaces.map {
        String(decoding: bytes[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF8.self)
      }
    }

    /// Whether a key stands at its top.
    package func has(_ key: String) -> Bool {
      let length = key.utf8.count
      return keyPlaces.contains { place in
        place.count == length
          && ByteSearch.isEqual(bytes, Int(place.lowerBound)..<Int(place.upperBound), key)
      }
    }
  }

  package private(set) var documents: [Document] = []

  /// The outline of a range of bytes, which begins behind a byte order mark.
  init(_ bytes: [UInt8], _ range: Range<Int>, isJSON: Bool) {
    documents = bytes.withUnsafeBufferPointer { buffer in
      var scan = OutlineScan(buffer, range.clamped(to: bytes.indices), of: bytes)
      return isJSON ? scan.readJSON() : scan.readYAML()
    }
  }

  /// Whether a document says what it is, as Kubernetes objects do. A file that has none is a text of
  /// some other kind, or another tool's data.
  package var hasObjects: Bool { documents.indices.contains { documents[$0].isObject } }

  /// Whether any of its documents is such a one.
  func contains(where isWanted: (Document) -> Bool) -> Bool {
    for index in documents.indices where isWanted(documents[index]) { return true }
    return false
  }

  /// Whether a document has this kind, and an `apiVersion` that begins so.
  package func has(kind: String, of group: String = "") -> Bool {
    documents.indices.contains {
      documents[$0].kind == kind && documents[$0].apiVersion.hasPrefix(group)
    }
  }

  /// Whether the `apiVersion` of a document begins so.
  package func has(group: String) -> Bool {
    documents.indices.contains { documents[$0].apiVersion.hasPrefix(group) }
  }

  /// Whether the `apiVersion` of a document begins as one of these.
  func has(anyGroup groups: [String]) -> Bool {
    groups.indices.contains { has(group: groups[$0]) }
  }

  /// Whether a document has the key at its top.
  package func has(key: String) -> Bool {
    documents.indices.contains { documents[$0].has(key) }
  }
}
