internal import ClusterModel
internal import Syntax

/// Which member, and which node, of the one side is which of the other. A machine does not move, and
/// keeps its address; names that only a count made up say little.
struct MigrationMatching {
  let from: Cluster
  let to: Cluster
  /// Whether nobody wrote the names of the second side: a planner made them up.
  var isPlanned = false
  /// Whether nobody wrote the name of a node of the second side: a number of nodes made it up.
  let isMadeUp: (Node) -> Bool

  /// By index of the second side: the index of the first, both in `controlPlaneNodes`.
  func nodes() -> [Int: Int] {
    let (old, new) = (from.controlPlaneNodes, to.controlPlaneNodes)
    return matched(old.count, new.count) { first, second, pass in
      let (one, two) = (old[first], new[second])
      return switch pass {
      case 0: isSame(one, two) && (!isPlanned || places(of: one) == places(of: two))
      case 1: (isPlanned || isMadeUp(two)) && places(of: one) == places(of: two)
      case 2: (isPlanned || isMadeUp(two)) && !isMoved(places(of: one), places(of: two))
      default: false
      }
    }
  }

  /// By index of the second side: the index of the first.
  func members() -> [Int: Int] {
    let hosts = nodePairs()
    return matched(from.etcd.members.count, to.etcd.members.count) { old, new, pass in
      let (one, two) = (from.etcd.members[old], to.etcd.members[new])
      guard !isMoved(from.places(of: one), to.places(of: two)) else { return false }
      let (oneHosts, twoHosts) = (endpoints(one), endpoints(two))
      if !oneHosts.isDisjoint(with: twoHosts) { return pass == 0 }
      // Both say where they are, and it is not the same place.
      if !oneHosts.isEmpty, !twoHosts.isEmpty { return false }
      let stacked = (host(of: one, from), host(of: two, to))
      if let first = stacked.0, let second = stacked.1 {
        return pass == 1 && hosts[second] == first
      }
      let isAloneTwice = one.node != nil && two.node != nil
      guard stacked.0 == nil && stacked.1 == nil || !isAloneTwice else { return false }
      return switch pass {
      case 2:
        one.name == two.name && (!isPlanned || from.places(of: one) == to.places(of: two))
      case 3:
        (isPlanned || !two.isNameStated) && from.places(of: one) == to.places(of: two)
      case 4: isPlanned || !two.isNameStated
      default: false
      }
    }
  }

  /// The name of the control-plane node that a member stands on; `nil` for none.
  private func host(of member: Member, _ cluster: Cluster) -> String? {
    member.node.map { cluster.nodes[$0] }.flatMap { $0.isControlPlane ? $0.name : nil }
  }

  private func nodePairs() -> [String: String] {
    let (old, new) = (from.controlPlaneNodes, to.controlPlaneNodes)
    return Dictionary(
      nodes().map { (new[$0.key].name, old[$0.value].name) }, uniquingKeysWith: { one, _ in one })
  }

  private func matched(
    _ old: Int, _ new: Int, _ isMatch: (_ old: Int, _ new: Int, _ pass: Int) -> Bool
  ) -> [Int: Int] {
    var pairs: [Int: Int] = [:]
    var taken: Set<Int> = []
    for pass in 0...4 {
      for second in 0..<new where pairs[second] == nil {
        let first = (0..<old).first { !taken.contains($0) && isMatch($0, second, pass) }
        guard let first else { continue }
        pairs[second] = first
        taken.insert(first)
      }
    }
    return pairs
  }

  private func isSame(_ one: Node, _ two: Node) -> Bool {
    guard !isMoved(places(of: one), places(of: two)) else { return false }
    if let first = one.address?.value, let second = two.address?.value { return first == second }
    return one.name == two.name
  }

  private func places(of node: Node) -> [String: [[String]]] {
    Dictionary(node.domains.map { ($0.level, [$0.names.sorted()]) }, uniquingKeysWith: +)
  }

  /// Whether both have a place at a level, and not the same.
  private func isMoved(_ old: [String: [[String]]], _ new: [String: [[String]]]) -> Bool {
    old.contains { level, places in new[level].map { Set($0) != Set(places) } ?? false }
  }

  /// Where a member answers its peers and clients, loopback apart.
  private func endpoints(_ member: Member) -> Set<String> {
    let urls = (member.peerURLs + member.clientURLs).compactMap { EndpointURL.parse($0.value) }
    let own = urls.filter { !$0.isLoopback }
    // On one machine, members are told apart by their ports.
    return Set((own.isEmpty ? urls : own).map { "\($0.host):\($0.port)" })
  }
}
