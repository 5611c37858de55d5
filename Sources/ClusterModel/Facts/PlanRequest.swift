package import Syntax

/// What a topology has to keep, and what it may be made of: what `plan` searches for.
package struct PlanRequest: Sendable {
  /// Where members may stand.
  package enum Topology: String, Sendable, CaseIterable {
    /// On the control-plane nodes; in a witness zone alone.
    case stacked
    /// On machines of their own.
    case external
    /// Either, or some on control-plane nodes and some alone.
    case any
  }

  /// A machine that is there already, or whose name and address are settled.
  package struct Machine: Sendable, Hashable {
    /// What runs on it.
    package enum Role: String, Sendable, CaseIterable {
      case controlPlane = "control-plane"
      /// A member and no control plane.
      case etcd
      case loadBalancer = "load-balancer"
    }

    package var name: String
    /// An address or a host name; `nil`: not settled.
    package var address: String?
    package var role: Role

    package init(name: String, address: String?, role: Role) {
      self.name = name
      self.address = address
      self.role = role
    }
  }

  /// A zone to build in.
  package struct Zone: Sendable, Hashable {
    package var name: String
    /// The most machines, balancers apart; `nil`: no limit.
    package var capacity: Int?
    /// What one of a class costs here, in place of the request's costs.
    package var costs: [String: PlanCost] = [:]
    /// Holds voters only: no API server, no balancer.
    package var isWitness = false
    /// Names and addresses, which the machines planned here take in this order, each role its own.
    package var machines: [Machine] = []

    package init(name: String) { self.name = name }
  }

  /// How many balancers there may be.
  package struct Balancers: Sendable, Hashable {
    package var atLeast = 0
    package var atMost = 3
    package var perZone = 1

    package init() {}
  }

  package var name: String
  package var kubernetesVersion: String?
  /// `host:port` where clients connect; `nil`: not settled.
  package var endpoint: String?
  /// The address that the balancers share; `nil`: not settled.
  package var virtualAddress: String?
  /// What the zones are called as failure domains: `zone`, or another level of a cluster's.
  package var level = "zone"
  package var zones: [Zone] = []
  package var topology = Topology.any
  /// What API servers with a member of their own list; those without list all members.
  package var endpoints = EndpointPolicy.local
  package var balancers = Balancers()
  /// The most voters: seven is what etcd's own pages call enough, nine the most that anybody runs.
  package var mostMembers = 9
  /// The most machines, balancers apart.
  package var mostNodes = 30
  /// Each entry at the same time; of its service.
  package var survive: [Requirements.Survive] = []
  /// The greatest unavailability of `api-write`, a fraction of time from 0 to 1.
  package var unavailability: Located<Double>?
  /// By class: `node` and `load-balancer`.
  package var costs: [String: PlanCost] = [:]
  package var assumptions: Assumptions?
  /// The nearest place for what is about the request as a whole.
  package let anchor: Span

  /// The most zones: what the search is built for.
  package static let mostZones = 16

  package init(name: String, anchor: Span) {
    self.name = name
    self.anchor = anchor
  }

  /// What one of a class costs in a zone; one where nothing is said.
  package func cost(of failureClass: FailureClass, in zone: Zone) -> PlanCost {
    zone.costs[failureClass.rawValue] ?? costs[failureClass.rawValue] ?? .one
  }
}
