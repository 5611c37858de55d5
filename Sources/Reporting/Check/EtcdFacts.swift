package import ClusterModel
internal import Syntax

/// The figures of a cluster's main etcd; `nil` where no document states them.
package struct EtcdFacts: Sendable, Hashable {
  /// `stacked`, `external`, `mixed` or `unknown`.
  package let topology: String
  package let members: Int?
  package let voters: Int?
  package let quorum: Int?
  package let tolerates: Int?
  /// How many members there are at least, where the number is not stated.
  package let atLeast: Int?

  package init(_ cluster: Cluster) {
    let etcd = cluster.etcd
    topology = Self.topology(cluster)
    if case .atLeast(let count) = etcd.membership {
      (members, voters, quorum, tolerates) = (nil, nil, nil, nil)
      atLeast = count
    } else {
      members = etcd.members.count
      voters = etcd.voters.count
      let majority = etcd.voters.count / 2 + 1
      quorum = majority
      tolerates = etcd.tolerance
      atLeast = nil
    }
  }

  /// Mixed where some members stand on control-plane nodes and some do not; where no document
  /// says it, as all members stand, where all are known.
  private static func topology(_ cluster: Cluster) -> String {
    let hosts = cluster.etcd.members.map { member in
      member.node.flatMap { cluster.nodes.indices.contains($0) ? cluster.nodes[$0] : nil }
    }
    let places = Set(hosts.compactMap { $0?.isControlPlane })
    if places.count == 2 { return "mixed" }
    if let stated = cluster.etcd.topology?.value { return stated.rawValue }
    guard let isStacked = places.first, cluster.etcd.isComplete, hosts.allSatisfy({ $0 != nil })
    else { return "unknown" }
    return (isStacked ? EtcdCluster.Topology.stacked : .external).rawValue
  }
}
