internal import Syntax

/// Who answers to a host: node and member names and addresses, in one comparable form.
struct HostTable {
  private var indices: [String: Int] = [:]

  /// The first to claim a host keeps it.
  mutating func add(_ host: String, _ index: Int) {
    let key = Self.key(host)
    if indices[key] == nil { indices[key] = index }
  }

  subscript(host: String) -> Int? { indices.isEmpty ? nil : indices[Self.key(host)] }

  /// Addresses in canonical form, names in lower case.
  static func key(_ host: String) -> String {
    // A version 4 address has one spelling.
    guard host.utf8.contains(UInt8(ascii: ":")) else { return host.lowercased() }
    return IPAddress.parse(host)?.description ?? host.lowercased()
  }

  /// Nodes by address, then by name.
  init(nodes: [Node]) {
    for (index, node) in nodes.enumerated() {
      if let address = node.address { add(address.value, index) }
    }
    for (index, node) in nodes.enumerated() { add(node.name, index) }
  }

  init() {}
}
