import ClusterModel
import Syntax

/// The machines that stand in for each other in holding a virtual address.
struct VRRPGroup {
  /// One machine's part.
  struct Member {
    /// The balancer's, which is its machine's.
    let name: String
    /// Its node's address, where it is known.
    let address: Located<String>?
    let instance: VRRPInstance
  }

  let address: String
  let members: [Member]

  /// What findings on it are about.
  var subject: String { "vip \(address)" }

  /// Facts of one kind that all members state, in order; `nil` where one is not known.
  func known<Value>(_ fact: (VRRPInstance) -> Fact<Value>) -> [Value]? {
    let values = members.compactMap { fact($0.instance).value }
    return values.count == members.count ? values : nil
  }
}

extension ClusterView {
  /// The groups of virtual addresses, in the order of their first instance. An instance belongs to the
  /// group of the first of its addresses that another machine holds too.
  var vrrpGroups: [VRRPGroup] {
    if cluster.balancers.isEmpty { return [] }
    var order: [String] = []
    var members: [String: [VRRPGroup.Member]] = [:]
    var seen: Set<Span> = []
    for balancer in cluster.balancers {
      for instance in balancer.vrrp where seen.insert(instance.name.span).inserted {
        guard let key = instance.addresses.map(Self.key).sorted().first else { continue }
        let member = VRRPGroup.Member(
          name: balancer.name, address: balancer.node.flatMap { cluster.nodes[$0].address },
          instance: instance)
        if members[key] == nil { order.append(key) }
        members[key, default: []].append(member)
      }
    }
    return order.map { VRRPGroup(address: $0, members: members[$0] ?? []) }
  }

  private static func key(_ address: Located<String>) -> String {
    IPAddress.parse(address.value).map { String(describing: $0) } ?? address.value
  }
}
