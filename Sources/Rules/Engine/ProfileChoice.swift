package import ClusterModel
import Syntax

/// Which profile a cluster is judged by.
package enum ProfileChoice {
  /// The profile that the cluster's document asks for, else, also where that is `auto`, the one
  /// for what the cluster claims to be.
  package static func profile(of cluster: Cluster) -> Profile {
    cluster.declaredProfile?.value ?? automatic(for: cluster)
  }

  /// `standard` where high availability is claimed, else `lab`.
  package static func automatic(for cluster: Cluster) -> Profile {
    // kind's nodes are containers of one machine, however many there are.
    cluster.formats.contains(.kind) ? .lab : claimsHighAvailability(cluster) ? .standard : .lab
  }

  /// Two or more API servers or voters that a document states, a balancer with two or more
  /// backends, or a promise to survive something. An endpoint alone claims nothing: kind writes
  /// one for a single node.
  package static func claimsHighAvailability(_ cluster: Cluster) -> Bool {
    cluster.apiServers.count >= 2
      || (cluster.etcd.isComplete && cluster.etcd.voters.count >= 2)
      || cluster.balancers.contains(where: hasSeveralBackends)
      || cluster.requirements?.survive.isEmpty == false
  }

  private static func hasSeveralBackends(_ balancer: LoadBalancer) -> Bool {
    guard case .stated(let backends, _) = balancer.backends else { return false }
    return backends.count >= 2
  }
}
