internal import ClusterModel
internal import FaultTolerance

/// Where any one machine and any one domain is survived, but not both at once: what that takes.
struct FurtherMachine {
  let text: String

  /// `nil` where etcd survives both already, or no number of members that anybody runs does.
  init?(_ cluster: Cluster, _ level: String, _ assessment: Assessment) {
    guard assessment.status(of: .controlPlane) == .works else { return nil }
    let both = [level, "node"].map { Requirements.Failures(className: $0, count: 1) }
    guard case .fails = assessment.survives(both, service: .etcdQuorum) else { return nil }
    let total = assessment.elements(of: level).count
    var spreads: [[Int]] = []
    for count in total...(total + 2) {
      guard let spread = MemberCount.least(over: count, losing: 1, and: 1),
        !spreads.contains(spread)
      else { continue }
      spreads.append(spread)
    }
    guard !spreads.isEmpty else { return nil }
    let isStacked = cluster.etcd.voters.allSatisfy { member in
      member.node.map { cluster.nodes[$0].isControlPlane } ?? false
    }
    let options = spreads.enumerated().map { place, spread in
      let noun = place > 0 ? "" : isStacked ? " masters" : " etcd members"
      let list = spread.map { String($0) }.joined(separator: "-")
      return
        "\(spread.reduce(0, +))\(noun) over \(Wording.counted(spread.count, level)) (\(list))"
    }
    let others = Self.remaining(cluster, level, isStacked: isStacked)
    text = "\(Wording.listed(options, "or")).\(Self.sentence(others, level))"
  }

  /// What stands beside etcd, and how many of it are left after the worst domain.
  private static func remaining(
    _ cluster: Cluster, _ level: String, isStacked: Bool
  ) -> [(noun: String, left: Int)] {
    var kinds: [(noun: String, left: Int)] = []
    if !isStacked, let left = left(cluster.controlPlaneNodes.map(\.domains), level) {
      kinds.append(("master", left))
    }
    let balancers = cluster.balancers.filter { $0.kind != .nodeLocal }
    let canAllFail = balancers.allSatisfy { $0.kind.isSelfRun || !$0.domains.isEmpty }
    let places = balancers.map { balancer in
      balancer.domains + (balancer.node.map { cluster.nodes[$0].domains } ?? [])
    }
    if cluster.endpointNode == nil, canAllFail, let left = left(places, level) {
      kinds.append(("balancer", left))
    }
    return kinds
  }

  /// `nil` where there is none, or it is not known where each stands.
  private static func left(_ things: [[DomainPlace]], _ level: String) -> Int? {
    let names = things.compactMap { places in places.first { $0.level == level }?.names }
    guard !things.isEmpty, names.count == things.count else { return nil }
    let worst = Set(names.joined()).map { name in names.count { $0 == [name] } }.max() ?? 0
    return things.count - worst
  }

  private static func sentence(_ kinds: [(noun: String, left: Int)], _ level: String) -> String {
    let lacking = kinds.filter { $0.left < 2 }
    if !lacking.isEmpty {
      let needed = Wording.listed(lacking.map { Wording.counted(2, $0.noun) })
      let left = Wording.listed(lacking.map { String($0.left) })
      return " After any \(level) \(needed) must be left too, not \(left)."
    }
    guard !kinds.isEmpty else { return "" }
    let nouns = Wording.listed(kinds.map { Wording.plural($0.noun) })
    return " \(nouns.capitalizedFirst) are enough as they are."
  }
}
