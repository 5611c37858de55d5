/// The classes of things that fail, and the services that they stop, by the names of the reports.
public enum FailureClass: String, CaseIterable, Sendable {
  case node
  case etcdMember = "etcd-member"
  case apiServer = "api-server"
  case controllerManager = "controller-manager"
  case scheduler
  case loadBalancer = "load-balancer"
  /// Nodes and the own hosts of balancers together.
  case machine

  /// Names that no level of failure domains may have.
  public static let reserved = Set(allCases.map(\.rawValue))

  /// What a requirement may be of; the reports' services, which a test compares with this list.
  public static let services = [
    "etcd-quorum", "api-write", "node-heartbeats", "scheduling", "reconciliation", "control-plane",
  ]
}
