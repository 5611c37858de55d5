/// What a control plane does for its users; in the order of reports.
package enum Service: String, CaseIterable, Hashable, Sendable {
  case etcdQuorum = "etcd-quorum"
  /// A client can write through the front door.
  case apiWrite = "api-write"
  /// A worker's kubelet reaches a serving API server by its own path.
  case nodeHeartbeats = "node-heartbeats"
  case scheduling
  case reconciliation
  /// All of the others.
  case controlPlane = "control-plane"
}
