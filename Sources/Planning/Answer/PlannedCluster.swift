package import ClusterModel

/// A placement with names: machines, members and balancers, in the order of the zones. Names and
/// addresses are those of the request, as far as it settles them.
package struct PlannedCluster: Sendable {
  /// A control-plane node, with the member on it where there is one.
  package struct Node: Sendable, Hashable {
    package let name: String
    package let zone: String
    package let member: String?
    /// `nil` where the request does not settle it.
    package let address: String?
  }

  /// A member, or a balancer, on a machine of its own.
  package struct Machine: Sendable, Hashable {
    package let name: String
    package let zone: String
    /// `nil` where the request does not settle it.
    package let address: String?
  }

  package private(set) var nodes: [Node] = []
  /// Members without a control-plane node.
  package private(set) var members: [Machine] = []
  package private(set) var balancers: [Machine] = []

  package init(_ placement: Placement, _ request: PlanRequest) {
    var names = Names(request)
    for (zone, load) in zip(request.zones, placement.zones) {
      for number in 0..<load.controlPlane {
        let machine = names.next(.controlPlane, in: zone)
        nodes.append(
          Node(
            name: machine.name, zone: zone.name,
            member: number < load.stacked ? names.member() : nil, address: machine.address))
      }
      for _ in 0..<load.alone {
        let machine = names.next(.etcd, in: zone)
        members.append(Machine(name: machine.name, zone: zone.name, address: machine.address))
      }
      for _ in 0..<load.balancers {
        let machine = names.next(.loadBalancer, in: zone)
        balancers.append(Machine(name: machine.name, zone: zone.name, address: machine.address))
      }
    }
  }

  /// Names in order: settled ones of the zone, then made ones that nothing else has.
  private struct Names {
    private let settled: Set<String>
    private var taken: [String: Int] = [:]
    private var counts: [String: Int] = [:]

    init(_ request: PlanRequest) {
      settled = Set(request.zones.flatMap(\.machines).map(\.name))
    }

    mutating func next(
      _ role: PlanRequest.Machine.Role, in zone: PlanRequest.Zone
    ) -> PlanRequest.Machine {
      let own = zone.machines.filter { $0.role == role }
      let key = "\(role.rawValue)/\(zone.name)"
      let number = taken[key, default: 0]
      taken[key] = number + 1
      if own.indices.contains(number) { return own[number] }
      let name =
        switch role {
        case .controlPlane: made("master")
        case .etcd: made("etcd")
        case .loadBalancer: made("lb")
        }
      return PlanRequest.Machine(name: name, address: nil, role: role)
    }

    mutating func member() -> String { made("etcd") }

    private mutating func made(_ prefix: String) -> String {
      while true {
        counts[prefix, default: 0] += 1
        let name = "\(prefix)-\(counts[prefix, default: 0])"
        if !settled.contains(name) { return name }
      }
    }
  }
}
