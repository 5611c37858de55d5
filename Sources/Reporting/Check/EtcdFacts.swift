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

  /// As the members stand, where all of them are known: a document may call external what runs on
  /// control-plane nodes. Else as stated. Machines without a control plane make it external only
  /// where one was seen elsewhere: units of its components may simply not be given.
  private static func topology(_ cluster: Cluster) -> String {
    let hosts = cluster.etcd.members.map { member in
      member.node.flatMap { cluster.nodes.indices.contains($0) ? cluster.nodes[$0] : nil }
    }
    let isStacked = hosts.contains { $0?.isControlPlane == true }
    let isExternal = hosts.contains { $0?.isControlPlane == false }
    if isStacked, isExternal { return "mixed" }
    let isPlaced = cluster.etcd.isComplete && hosts.allSatisfy { $0 != nil }
    if isStacked, isPlaced { return EtcdCluster.Topology.stacked.rawValue }
    if let stated = cluster.etcd.topology?.value { return stated.rawValue }
    let isControlPlaneSeen = cluster.isControlPlaneComplete || !cluster.apiServers.isEmpty
    return isExternal && isPlaced && isControlPlaneSeen
      ? EtcdCluster.Topology.external.rawValue : "unknown"
  }
}
