internal import Syntax

/// Who answers to a host: node and member names and addresses, in one comparable form. Most clusters
/// have a handful of hosts, for which a list is faster than a dictionary.
struct HostTable {
  private static let mostListed = 16

  private var list: [(key: String, index: Int)] = []
  private var indices: [String: Int] = [:]

  init() {}

  /// Nodes by address, then by name, then by further addresses.
  init(nodes: [Node]) {
    if !nodes.isEmpty { list.reserveCapacity(min(2 * nodes.count, Self.mostListed)) }
    for (index, node) in nodes.enumerated() {
      if let address = node.address { add(address.value, index) }
    }
    for (index, node) in nodes.enumerated() { add(node.name, index) }
    for (index, node) in nodes.enumerated() {
      for address in node.otherAddresses { add(address.value, index) }
    }
  }

  /// The first to claim a host keeps it.
  mutating func add(_ host: String, _ index: Int) {
    let key = Self.key(host)
    guard find(key) == nil else { return }
    if indices.isEmpty, list.count < Self.mostListed {
      list.append((key, index))
    } else {
      if indices.isEmpty {
        for entry in list { indices[entry.key] = entry.index }
      }
      indices[key] = index
    }
  }

  subscript(host: String) -> Int? {
    list.isEmpty ? nil : find(Self.key(host))
  }

  private func find(_ key: String) -> Int? {
    guard indices.isEmpty else { return indices[key] }
    for entry in list where entry.key == key { return entry.index }
    return nil
  }

  /// Addresses in canonical form, names in lower case.
  static func key(_ host: String) -> String {
    let isPlain = host.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 != UInt8(ascii: ":") && !(65...90).contains($0) && $0 < 0x80 }
    }
    if isPlain == true { return host }
    // A version 4 address has one spelling.
    if host.utf8.contains(UInt8(ascii: ":")), let address = IPAddress.parse(host) {
      return address.description
    }
    return host.lowercased()
  }
}
