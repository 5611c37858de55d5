/// What a rule is about; the catalogue is grouped by it.
package enum Category: String, CaseIterable, Hashable, Sendable {
  case quorum
  case etcdEndpoints = "etcd-endpoints"
  case etcdTiming = "etcd-timing"
  case leaderElection = "leader-election"
  case apiServer = "api-server"
  case pki
  case loadBalancer = "load-balancer"
  case failureDomain = "failure-domain"
  case recovery, version, backup, maintenance, requirements, drift, input, suppression

  /// Whether its findings are about a file, whatever cluster the file belongs to.
  package var isAboutFiles: Bool { self == .input || self == .suppression }
}
