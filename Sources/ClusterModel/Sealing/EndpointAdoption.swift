internal import Syntax

/// Gives members that are only counted, or named without an address, the endpoints that API servers
/// list and nobody else answers to: a spec that says "3 members" and lists three addresses means
/// those.
struct EndpointAdoption {
  let members: [Member]

  /// `hosts`: who of the nodes answers to a host.
  init(members: [Member], nodes: [Node], hosts: HostTable, lists: [[Located<String>]]) {
    let free =
      lists.isEmpty ? [] : members.indices.filter { Self.hasNoAddress(members[$0], nodes) }
    guard !free.isEmpty else {
      self.members = members
      return
    }
    let endpoints = Self.unanswered(lists, members, hosts)
    // One name may be a balancer in front of all of them.
    let isOneName = endpoints.count == 1 && endpoints.allSatisfy { !Self.isAddress($0.value) }
    guard !endpoints.isEmpty, endpoints.count <= free.count, !isOneName else {
      self.members = members
      return
    }
    var result = members
    for (index, endpoint) in zip(free, endpoints) {
      result[index] = result[index].answering(at: endpoint)
    }
    self.members = result
  }

  private static func hasNoAddress(_ member: Member, _ nodes: [Node]) -> Bool {
    member.clientURLs.isEmpty && member.peerURLs.isEmpty
      && member.node.map { nodes[$0].address == nil } ?? true
  }

  /// Endpoints that no member or node is known by, loopback apart, each once.
  private static func unanswered(
    _ lists: [[Located<String>]], _ members: [Member], _ hosts: HostTable
  ) -> [Located<String>] {
    var hosts = hosts
    for (index, member) in members.enumerated() {
      hosts.add(member.name, index)
      for text in member.clientURLs + member.peerURLs {
        if let url = EndpointURL.parse(text.value) { hosts.add(url.host, index) }
      }
    }
    var seen: Set<EndpointKey> = []
    return lists.joined().filter { endpoint in
      guard let url = EndpointURL.parse(endpoint.value), hosts[url.host] == nil,
        !url.isLoopback
      else { return false }
      return seen.insert(EndpointKey(url)).inserted
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    EndpointURL.parse(text).map { IPAddress.parse($0.host) != nil } ?? false
  }
}

extension Member {
  fileprivate func answering(at url: Located<String>) -> Member {
    Member(
      name: name, isNameStated: isNameStated, clientURLs: [url], peerURLs: peerURLs,
      listenURLs: listenURLs, node: node, isLearner: isLearner, isStarted: isStarted, id: id,
      domains: domains, span: span, statedNode: statedNode)
  }
}
