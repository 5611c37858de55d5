internal import ClusterModel
internal import Planning
internal import Reporting
internal import Syntax

/// A member, or an API server, of one side or of both, as commands name it.
struct MigrationElement {
  /// As the page calls it.
  var name: String
  /// What ssh reaches.
  var host: String
  var clientURL = ""
  var peerURL = ""
  /// The machine's name, where it is known.
  var node: String?
  /// Whether it stands on a control-plane node.
  var isStacked = false
  /// Whether a document gives its URLs, or at least its machine's address.
  var isPlaced = true
  /// Whether etcd ever heard of its name.
  var isNameStated = true
}

extension MigrationElement {
  /// A member of a cluster.
  init(_ member: Member, in cluster: Cluster) {
    let node = member.node.map { cluster.nodes[$0] }
    let urls = member.peerURLs + member.clientURLs
    let known = urls.lazy.compactMap { EndpointURL.parse($0.value) }.first {
      IPAddress.parse($0.host)?.isLoopback != true || node == nil
    }
    let host = node?.address?.value ?? known?.host ?? node?.name ?? member.name
    let scheme = known?.scheme ?? "https"
    name = Visible.text(member.name)
    self.host = Visible.text(host)
    peerURL =
      member.peerURLs.first?.value ?? "\(scheme)://\(Self.bracketed(known?.host ?? host)):2380"
    clientURL =
      member.clientURLs.first?.value ?? "\(scheme)://\(Self.bracketed(known?.host ?? host)):2379"
    peerURL = Visible.text(peerURL)
    clientURL = Visible.text(clientURL)
    self.node = node.map { Visible.text($0.name) }
    isStacked = node?.isControlPlane ?? false
    isPlaced = known != nil || node?.address != nil
    isNameStated = member.isNameStated
  }

  /// Gives a member another name; one that is reached by its name alone, and has a machine of its
  /// own, is reached by the new one.
  mutating func rename(to other: String) {
    if !isPlaced, !isStacked, node == name {
      node = other
      host = other
      peerURL = peerURL.replacing("//\(name):", with: "//\(other):")
      clientURL = clientURL.replacing("//\(name):", with: "//\(other):")
    }
    name = other
  }

  /// A control-plane node of a cluster.
  init(_ node: Node) {
    name = Visible.text(node.name)
    host = Visible.text(node.address?.value ?? node.name)
    self.node = name
    isStacked = true
    isPlaced = node.address != nil
  }

  private static func bracketed(_ host: String) -> String {
    host.contains(":") ? "[\(host)]" : host
  }
}

extension Cluster {
  /// By level: the places that take a member along, its node's and its own.
  func places(of member: Member) -> [String: [[String]]] {
    var places: [String: [[String]]] = [:]
    for place in member.domains + (member.node.map { nodes[$0].domains } ?? []) {
      let names = place.names.sorted()
      if places[place.level]?.contains(names) != true {
        places[place.level, default: []].append(names)
      }
    }
    return places
  }
}
