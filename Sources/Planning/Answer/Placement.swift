package import ClusterModel

/// What stands in each zone of a request, in its order.
package struct Placement: Sendable, Hashable {
  package var zones: [ZoneLoad]

  package init(zones: [ZoneLoad]) { self.zones = zones }

  /// Members of either kind.
  package var members: Int { zones.reduce(0) { $0 + $1.members } }
  /// Control-plane nodes.
  package var controlPlane: Int { zones.reduce(0) { $0 + $1.controlPlane } }
  /// Balancers.
  package var balancers: Int { zones.reduce(0) { $0 + $1.balancers } }
  /// Machines, balancers apart.
  package var nodes: Int { zones.reduce(0) { $0 + $1.nodes } }
  /// Control-plane nodes without a member.
  package var bare: Int { zones.reduce(0) { $0 + $1.bare } }
  /// Members on machines of their own.
  package var alone: Int { zones.reduce(0) { $0 + $1.alone } }
  /// Control-plane nodes with a member.
  package var stacked: Int { zones.reduce(0) { $0 + $1.stacked } }

  /// Members on control-plane nodes, on machines of their own, or some of both.
  package var topology: String {
    if alone == 0 { return "stacked" }
    return stacked == 0 ? "external" : "mixed"
  }

  /// What it costs under a request.
  package func cost(in request: PlanRequest) -> PlanCost {
    zip(zones, request.zones).reduce(.zero) { sum, pair in
      let (load, zone) = pair
      return sum + request.cost(of: .node, in: zone) * load.nodes
        + request.cost(of: .loadBalancer, in: zone) * load.balancers
    }
  }

  /// Whether it puts more control-plane nodes, then members, then balancers into earlier zones.
  package func precedes(_ other: Placement) -> Bool {
    for count in [\ZoneLoad.controlPlane, \.members, \.balancers] {
      for (mine, theirs) in zip(zones, other.zones)
      where mine[keyPath: count] != theirs[keyPath: count] {
        return mine[keyPath: count] > theirs[keyPath: count]
      }
    }
    return false
  }
}
