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

  /// What is added, in each of these domains; what has no place of its own as it is.
  func placed(in names: [String]) -> [TopologyChange] {
    switch self {
    case .addMasters(let count, _): names.map { .addMasters(count, to: $0) }
    case .addMembers(let count, _): names.map { .addMembers(count, to: $0) }
    case .addBalancer: names.map { .addBalancer(to: $0) }
    case .completeBackends, .moveMaster, .moveMember, .moveBalancer: [self]
    }
  }
}
