internal import ClusterModel
internal import Syntax

/// One host of a tool's list, as far as its facts are known.
struct HostEntry {
  /// The name that the document gives it.
  var name: Located<String>?
  /// Addresses by which others reach it, the best first; no loopback ones.
  var addresses: [Located<String>] = []
  /// Addresses that no other host may have; those of `addresses` where a port tells hosts behind one
  /// address apart are none.
  var ownAddresses: [Located<String>] = []
  /// What it is called where it has neither name nor address.
  var label: Located<String>?
  var isControlPlane = false
  var isEtcd = false
  var isWorker = false
  var domains: [DomainPlace] = []
  /// Where the entry stands.
  var place: Span

  init(place: Span) { self.place = place }

  /// Adds an address, where it is one that others can reach.
  mutating func add(address: Located<String>?, isOwn: Bool = true) {
    guard let address, Self.isSpecific(address.value) else { return }
    guard !addresses.contains(where: { $0.value == address.value }) else { return }
    addresses.append(address)
    if isOwn { ownAddresses.append(address) }
  }

  /// Whether an address is one machine's: neither loopback nor unspecified.
  static func isSpecific(_ host: String) -> Bool {
    guard let address = IPAddress.parse(host) else { return host.lowercased() != "localhost" }
    return !address.isLoopback && !address.isUnspecified
  }

  /// Zone and region by the labels of a node.
  static func domains(_ labels: DataNode?) -> [DomainPlace] {
    guard let labels, labels.kind == .mapping else { return [] }
    let levels = [
      ("region", ["topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"]),
      ("zone", ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"]),
    ]
    return levels.compactMap { level, keys in
      guard let value = keys.compactMap({ labels.located($0) }).first,
        !Placeholder.isUnknown(value.value)
      else { return nil }
      return DomainPlace(level: level, names: [value.value], span: value.span)
    }
  }
}
