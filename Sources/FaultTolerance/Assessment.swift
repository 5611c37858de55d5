package import ClusterModel

/// What a cluster survives; each answer is computed when somebody first asks for it.
package final class Assessment {
  package let cluster: Cluster

  package init(_ cluster: Cluster) { self.cluster = cluster }

  /// The classes that have elements, in the order of reports: `node`, `etcd-member`, `api-server`,
  /// `controller-manager`, `scheduler`, `load-balancer`, `machine`, then the domain levels.
  package var classes: [String] { [] }

  package func status(of service: Service) -> ServiceStatus { .unknown("") }

  /// One row for each of `classes`.
  package func tolerance(of service: Service) -> [ToleranceRow] { [] }

  package func tolerance(of service: Service, against className: String) -> ToleranceRow? { nil }

  /// Elements of any class whose failure alone stops the service, as `class:name`, in class, then
  /// name order; `nil` where the status is not works.
  package func singlePointsOfFailure(of service: Service) -> [String]? { nil }

  /// Whether the service survives every combination of these failures at the same time.
  package func survives(_ failures: [Requirements.Failures], service: Service) -> Survival {
    .unknown("")
  }

  package enum Survival: Sendable, Hashable {
    case survives
    /// These stop it, as `class:name`.
    case fails(witness: [String])
    case unknown(String)
  }

  /// Lease takeover of the controller managers (`.controllerManager`) or schedulers.
  package func takeover(of component: Component) -> Takeover { .unknown }

  /// The fraction of time the service is down under the cluster's assumptions; `nil` without any,
  /// or where it is not known.
  package func unavailability(of service: Service) -> Double? { nil }

  /// What is not known, the cluster's own gaps first.
  package var unknowns: [Gap] { cluster.gaps }

  /// One line: what the control plane survives, in numbers.
  package var verdict: String { "" }
}
