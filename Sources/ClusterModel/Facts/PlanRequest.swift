public import Syntax

/// What a topology has to keep, and what it may be made of: what `plan` searches for.
public struct PlanRequest: Sendable {
  /// Where members may stand.
  public enum Topology: String, Sendable, CaseIterable {
    /// On the control-plane nodes; in a witness zone alone.
    case stacked
    /// On machines of their own.
    case external
    /// Either, or some on control-plane nodes and some alone.
    case any
  }

  /// A machine that is there already, or whose name and address are settled.
  public struct Machine: Sendable, Hashable {
    /// What runs on it.
    public enum Role: String, Sendable, CaseIterable {
      case controlPlane = "control-plane"
      /// A member and no control plane.
      case etcd
      case loadBalancer = "load-balancer"
    }

    public var name: String
    /// An address or a host name; `nil`: not settled.
    public var address: String?
    public var role: Role

    public init(name: String, address: String?, role: Role) {
      self.name = name
      self.address = address
      self.role = role
    }
  }

  /// A zone to build in.
  public struct Zone: Sendable, Hashable {
    public var name: String
    /// The most machines, balancers apart; `nil`: no limit.
    public var capacity: Int?
    /// What one of a class costs here, in place of the request's costs.
    public var costs: [String: PlanCost] = [:]
    /// Holds voters only: no API server, no balancer.
    public var isWitness = false
    /// Names and addresses, which the machines planned here take in this order, each role its own.
    public var machines: [Machine] = []

    public init(name: String) { self.name = name }
  }

  /// How many balancers there may be.
  public struct Balancers: Sendable, Hashable {
    public var atLeast = 0
    public var atMost = 3
    public var perZone = 1

    public init() {}
  }

  public var name: String
  public var kubernetesVersion: String?
  /// `host:port` where clients connect; `nil`: not settled.
  public var endpoint: String?
  /// The address that the balancers share; `nil`: not settled.
  public var virtualAddress: String?
  /// What the zones are called as failure domains: `zone`, or another level of a cluster's.
  public var level = "zone"
  public var zones: [Zone] = []
  public var topology = Topology.any
  /// What API servers with a member of their own list; those without list all members.
  public var endpoints = EndpointPolicy.local
  public var balancers = Balancers()
  /// The most voters: seven is what etcd's own pages call enough, nine the most that anybody runs.
  public var mostMembers = 9
  /// The most machines, balancers apart.
  public var mostNodes = 30
  /// Each entry at the same time; of its service.
  public var survive: [Requirements.Survive] = []
  /// The greatest unavailability of `api-write`, a fraction of time from 0 to 1.
  public var unavailability: Located<Double>?
  /// By class: `node` and `load-balancer`.
  public var costs: [String: PlanCost] = [:]
  public var assumptions: Assumptions?
  /// The nearest place for what is about the request as a whole.
  public let anchor: Span

  /// The most zones: what the search is built for.
  public static let mostZones = 16

  public init(name: String, anchor: Span) {
    self.name = name
    self.anchor = anchor
  }

  /// What one of a class costs in a zone; one where nothing is said.
  public func cost(of failureClass: FailureClass, in zone: Zone) -> PlanCost {
    zone.costs[failureClass.rawValue] ?? costs[failureClass.rawValue] ?? .one
  }
}
