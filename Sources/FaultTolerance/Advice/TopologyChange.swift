/// One change of a cluster that a team may decide on, at one level of failure domains; domains are
/// `nil` where no level is named.
package enum TopologyChange: Sendable, Hashable {
  /// Every balancer that lists backends lists every API server.
  case completeBackends
  /// One master of the first domain to the second, with all that runs on it.
  case moveMaster(from: String, to: String)
  /// One machine of an external etcd member.
  case moveMember(from: String, to: String)
  case moveBalancer(from: String, to: String)
  case addMasters(Int, to: String?)
  /// Machines of external etcd members.
  case addMembers(Int, to: String?)
  case addBalancer(to: String?)

  /// Whether both are the same, but for the domain that something is added to.
  func isSame(butForPlace other: TopologyChange) -> Bool {
    switch (self, other) {
    case (.addMasters(let one, _), .addMasters(let two, _)): one == two
    case (.addMembers(let one, _), .addMembers(let two, _)): one == two
    case (.addBalancer, .addBalancer): true
    default: self == other
    }
  }
}
