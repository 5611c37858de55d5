internal import Syntax

/// An address of a machine, as a file says it; where nobody settled it, one of the nets kept for
/// documentation, with a note for a comment.
struct EmittedAddress: Hashable {
  let text: String
  /// `address of master-1`; `nil` where the address is settled.
  let open: String?

  /// In a URL or before a port: a version 6 address stands in brackets.
  var host: String { text.contains(":") ? "[\(text)]" : text }

  /// `  # replace: address of master-1`, or nothing.
  static func mark(_ addresses: EmittedAddress...) -> String { mark(addresses) }

  /// One comment for all that stand in a line.
  static func mark(_ addresses: [EmittedAddress]) -> String {
    note(addresses).map { "  # \($0)" } ?? ""
  }

  /// The text of such a comment; `nil` where nothing is open.
  static func note(_ addresses: [EmittedAddress]) -> String? {
    var seen: Set<String> = []
    let open = addresses.compactMap(\.open).filter { seen.insert($0).inserted }
    return open.isEmpty ? nil : "replace: " + open.joined(separator: ", ")
  }
}

/// Gives out documentation addresses: each net to one role, each machine the next, so that a machine
/// keeps its own when another role grows.
struct DocumentationNet {
  /// RFC 5737.
  static let controlPlane = DocumentationNet("192.0.2.")
  static let members = DocumentationNet("198.51.100.")
  static let balancers = DocumentationNet("203.0.113.")
  /// The last host of the balancers' net, which no balancer gets.
  static let shared = "203.0.113.254"
  /// Hosts of a net that machines get.
  static let most = 253

  private let prefix: String
  private var given = 0

  init(_ prefix: String) { self.prefix = prefix }

  /// The next; `nil` when the net is exhausted.
  mutating func next() -> String? {
    guard given < Self.most else { return nil }
    given += 1
    return "\(prefix)\(given)"
  }
}
