package import ClusterModel

/// A placement with names: machines, members and balancers, in the order of the zones.
package struct PlannedCluster: Sendable {
  /// A control-plane node, with the member on it where there is one.
  package struct Node: Sendable, Hashable {
    package let name: String
    package let zone: String
    package let member: String?
  }

  /// A member, or a balancer, on a machine of its own.
  package struct Machine: Sendable, Hashable {
    package let name: String
    package let zone: String
  }

  package private(set) var nodes: [Node] = []
  /// Members without a control-plane node.
  package private(set) var members: [Machine] = []
  package private(set) var balancers: [Machine] = []

  package init(_ placement: Placement, _ request: PlanRequest) {
    var memberCount = 0
    func nextMember() -> String {
      memberCount += 1
      return "etcd-\(memberCount)"
    }
    for (zone, load) in zip(request.zones, placement.zones) {
      for number in 0..<load.controlPlane {
        nodes.append(
          Node(
            name: "master-\(nodes.count + 1)", zone: zone.name,
            member: number < load.stacked ? nextMember() : nil))
      }
      for _ in 0..<load.alone { members.append(Machine(name: nextMember(), zone: zone.name)) }
      for _ in 0..<load.balancers {
        balancers.append(Machine(name: "lb-\(balancers.count + 1)", zone: zone.name))
      }
    }
  }
}
