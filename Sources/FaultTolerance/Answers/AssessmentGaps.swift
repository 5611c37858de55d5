internal import ClusterModel
internal import Reliability

extension Assessment {
  /// Nodes of one diagram: enough for any 20 elements, whatever hangs on what.
  static let nodeBudget = BudgetExceeded.standardNodeBudget
  /// Elements of one question beyond which no answer is sought: it would take seconds.
  static let mostElements = 256
  static let budgetReason =
    "the exact answer is beyond the budget: \(nodeBudget) diagram nodes, "
    + "\(mostElements) elements"

  /// Why failures of one class cannot be counted for a service whose status is known; `nil` where
  /// they can.
  func gap(of service: Service, against className: String) -> String? {
    switch FailureClass(rawValue: className) {
    case .node, .machine: return model.machineGaps[service]
    case .loadBalancer where cluster.balancersStatedAt == nil:
      return service == .etcdQuorum ? nil : "not every load balancer is known"
    default: return nil
    }
  }
}
